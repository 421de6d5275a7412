-- SQLite adds no column that must not be empty and has no default: both tables are written anew.
create table documents_next (
    id text not null constraint pk_documents primary key,
    title text not null,
    summary text not null,
    kind text not null,
    standards text not null,
    classification text not null,
    review_months integer not null,
    reviewed_on text null,
    next_review text null,
    state text not null,
    file_number integer not null,
    file_name text not null,
    file_hash text not null,
    published_file integer not null,
    published_on text null,
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
    search_text text not null,
    template text not null,
    ai_system text not null,
    field_entries text not null,
    must_acknowledge integer not null
);
insert into documents_next (id, title, summary, kind, standards, classification, review_months, reviewed_on, next_review, state, file_number, file_name, file_hash, published_file, published_on, key, number, owner, owner_name, tags, created_at, created_by, updated_at, updated_by, archived_at, version, search_text, template, ai_system, field_entries, must_acknowledge)
    select id, title, summary, kind, standards, classification, review_months, reviewed_on, next_review, state, file_number, file_name, file_hash, published_file, published_on, key, number, owner, owner_name, tags, created_at, created_by, updated_at, updated_by, archived_at, version, search_text, '', '', '[]', 0 from documents;
drop table documents;
alter table documents_next rename to documents;
create unique index ix_documents_key on documents (key);
create index ix_documents_next_review on documents (next_review);
create unique index ix_documents_number on documents (number);
create index ix_documents_owner on documents (owner);
create table document_files_next (
    document_key text not null,
    number integer not null,
    sha256 text not null,
    name text not null,
    media_type text not null,
    size integer not null,
    note text not null,
    uploaded_at text not null,
    uploaded_by text not null,
    published_at text null,
    ended_at text null,
    version integer not null,
    open_placeholders integer not null,
    frozen_from integer null,
    filled_fields text not null,
    constraint pk_document_files primary key (document_key, number)
);
insert into document_files_next (document_key, number, sha256, name, media_type, size, note, uploaded_at, uploaded_by, published_at, ended_at, version, open_placeholders, frozen_from, filled_fields)
    select document_key, number, sha256, name, media_type, size, note, uploaded_at, uploaded_by, published_at, ended_at, version, 0, null, '[]' from document_files;
drop table document_files;
alter table document_files_next rename to document_files;
create index ix_document_files_sha256 on document_files (sha256);
create table acknowledgements (
    document_key text not null,
    sha256 text not null,
    person text not null,
    person_name text not null,
    file_number integer not null,
    at text not null,
    version integer not null,
    constraint pk_acknowledgements primary key (document_key, sha256, person)
);
create index ix_acknowledgements_person on acknowledgements (person);
