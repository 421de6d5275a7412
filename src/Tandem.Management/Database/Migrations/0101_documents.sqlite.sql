create table documents (
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
    search_text text not null
);
create unique index ix_documents_key on documents (key);
create index ix_documents_next_review on documents (next_review);
create unique index ix_documents_number on documents (number);
create index ix_documents_owner on documents (owner);
create table document_files (
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
    constraint pk_document_files primary key (document_key, number)
);
create index ix_document_files_sha256 on document_files (sha256);
