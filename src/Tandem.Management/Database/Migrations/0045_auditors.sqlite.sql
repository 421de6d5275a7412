create table auditor_accesses (
    id text not null constraint pk_auditor_accesses primary key,
    audit text not null,
    auditor text not null,
    auditor_name text not null,
    first_day text null,
    last_day text null,
    registers text not null,
    records text not null,
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
create index ix_auditor_accesses_auditor on auditor_accesses (auditor);
create unique index ix_auditor_accesses_key on auditor_accesses (key);
create unique index ix_auditor_accesses_number on auditor_accesses (number);
create index ix_auditor_accesses_owner on auditor_accesses (owner);
create table auditor_reads (
    number integer not null constraint pk_auditor_reads primary key autoincrement,
    at text not null,
    person text not null,
    person_name text not null,
    address text not null
);
create index ix_auditor_reads_person_number on auditor_reads (person, number);
