create table approvals (
    id uuid not null,
    key character varying(16) not null,
    number bigint not null,
    subject_type character varying(64) not null,
    subject_key character varying(16) not null,
    subject_version integer not null,
    subject_title text not null,
    purpose character varying(32) not null,
    sentence character varying(500) not null,
    note character varying(2000) not null,
    content text not null,
    content_hash character varying(64) not null,
    quorum integer not null,
    due date,
    asked_by character varying(64) not null,
    asked_by_person character varying(16) not null,
    asked_by_name character varying(200) not null,
    created_at timestamp with time zone not null,
    state character varying(16) not null,
    closed_at timestamp with time zone,
    closed_because text not null,
    approved integer not null,
    rejected integer not null,
    version integer not null,
    search_text text not null,
    constraint pk_approvals primary key (id)
);
create unique index ix_approvals_key on approvals (key);
create unique index ix_approvals_number on approvals (number);
create index ix_approvals_state on approvals (state);
create unique index ix_approvals_subject_type_subject_key_purpose on approvals (subject_type, subject_key, purpose) where state = 'Open';
create index ix_approvals_subject_type_subject_key_state on approvals (subject_type, subject_key, state);
create table approval_seats (
    approval_id uuid not null,
    person character varying(16) not null,
    approval_key character varying(16) not null,
    person_name character varying(200) not null,
    verdict character varying(16),
    reason character varying(2000) not null,
    decided_at timestamp with time zone,
    decided_by character varying(64) not null,
    decided_by_person character varying(16) not null,
    decided_by_name character varying(200) not null,
    signed_with character varying(64) not null,
    sentence character varying(500) not null,
    content_hash character varying(64) not null,
    version integer not null,
    constraint pk_approval_seats primary key (approval_id, person),
    constraint fk_approval_seats_approvals_approval_id foreign key (approval_id) references approvals (id) on delete restrict
);
create index ix_approval_seats_person_verdict on approval_seats (person, verdict);
