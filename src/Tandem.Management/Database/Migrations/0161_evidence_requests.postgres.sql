create table evidence_requests (
    id uuid not null,
    title character varying(200) not null,
    kind character varying(100) not null,
    details text not null,
    about character varying(16) not null,
    requirement character varying(100) not null,
    period_from date,
    period_to date,
    assignee character varying(16) not null,
    assignee_name character varying(200) not null,
    due_day date,
    state character varying(16) not null,
    answer character varying(16) not null,
    was_in_register boolean not null,
    answered_on date,
    key character varying(16) not null,
    number bigint not null,
    owner character varying(16) not null,
    owner_name character varying(200) not null,
    tags text not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    updated_at timestamp with time zone not null,
    updated_by text not null,
    archived_at timestamp with time zone,
    version integer not null,
    search_text text not null,
    constraint pk_evidence_requests primary key (id)
);
create index ix_evidence_requests_archived_at_state_due_day on evidence_requests (archived_at, state, due_day);
create index ix_evidence_requests_assignee_state on evidence_requests (assignee, state);
create unique index ix_evidence_requests_key on evidence_requests (key);
create unique index ix_evidence_requests_number on evidence_requests (number);
create index ix_evidence_requests_owner on evidence_requests (owner);
