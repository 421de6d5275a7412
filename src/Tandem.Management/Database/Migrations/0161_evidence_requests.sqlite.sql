create table evidence_requests (
    id text not null constraint pk_evidence_requests primary key,
    title text not null,
    kind text not null,
    details text not null,
    about text not null,
    requirement text not null,
    period_from text null,
    period_to text null,
    assignee text not null,
    assignee_name text not null,
    due_day text null,
    state text not null,
    answer text not null,
    was_in_register integer not null,
    answered_on text null,
    key text not null,
    number integer not null,
    owner text not null,
    owner_name text not null,
    tags text not null,
    created_at text not null,
    created_by text not null,
    updated_at text not null,
    updated_by text not null,
    archived_at text null,
    version integer not null,
    search_text text not null
);
create index ix_evidence_requests_archived_at_state_due_day on evidence_requests (archived_at, state, due_day);
create index ix_evidence_requests_assignee_state on evidence_requests (assignee, state);
create unique index ix_evidence_requests_key on evidence_requests (key);
create unique index ix_evidence_requests_number on evidence_requests (number);
create index ix_evidence_requests_owner on evidence_requests (owner);
