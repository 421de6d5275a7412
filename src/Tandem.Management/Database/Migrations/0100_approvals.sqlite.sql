create table approvals (
    id text not null constraint pk_approvals primary key,
    key text not null,
    number integer not null,
    subject_type text not null,
    subject_key text not null,
    subject_version integer not null,
    subject_title text not null,
    purpose text not null,
    sentence text not null,
    note text not null,
    content text not null,
    content_hash text not null,
    quorum integer not null,
    due text null,
    asked_by text not null,
    asked_by_person text not null,
    asked_by_name text not null,
    created_at text not null,
    state text not null,
    closed_at text null,
    closed_because text not null,
    approved integer not null,
    rejected integer not null,
    version integer not null,
    search_text text not null
);
create unique index ix_approvals_key on approvals (key);
create unique index ix_approvals_number on approvals (number);
create index ix_approvals_state on approvals (state);
create unique index ix_approvals_subject_type_subject_key_purpose on approvals (subject_type, subject_key, purpose) where state = 'Open';
create index ix_approvals_subject_type_subject_key_state on approvals (subject_type, subject_key, state);
create table approval_seats (
    approval_id text not null,
    person text not null,
    approval_key text not null,
    person_name text not null,
    verdict text null,
    reason text not null,
    decided_at text null,
    decided_by text not null,
    decided_by_person text not null,
    decided_by_name text not null,
    signed_with text not null,
    sentence text not null,
    content_hash text not null,
    version integer not null,
    constraint pk_approval_seats primary key (approval_id, person),
    constraint fk_approval_seats_approvals_approval_id foreign key (approval_id) references approvals (id) on delete restrict
);
create index ix_approval_seats_person_verdict on approval_seats (person, verdict);
