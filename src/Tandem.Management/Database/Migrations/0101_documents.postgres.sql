create table documents (
    id uuid not null,
    title character varying(200) not null,
    summary character varying(4000) not null,
    kind character varying(32) not null,
    standards text not null,
    classification character varying(32) not null,
    review_months integer not null,
    reviewed_on date,
    next_review date,
    state character varying(32) not null,
    file_number integer not null,
    file_name character varying(150) not null,
    file_hash character varying(64) not null,
    published_file integer not null,
    published_on date,
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
    constraint pk_documents primary key (id)
);
create unique index ix_documents_key on documents (key);
create index ix_documents_next_review on documents (next_review);
create unique index ix_documents_number on documents (number);
create index ix_documents_owner on documents (owner);
create table document_files (
    document_key character varying(16) not null,
    number integer not null,
    sha256 character varying(64) not null,
    name character varying(150) not null,
    media_type character varying(100) not null,
    size bigint not null,
    note character varying(1000) not null,
    uploaded_at timestamp with time zone not null,
    uploaded_by character varying(200) not null,
    published_at timestamp with time zone,
    ended_at timestamp with time zone,
    version integer not null,
    constraint pk_document_files primary key (document_key, number)
);
create index ix_document_files_sha256 on document_files (sha256);
