-- The register of context issues.
create table context_issues (
    id uuid not null,
    title character varying(200) not null,
    description text not null,
    kind character varying(16) not null,
    category character varying(16) not null,
    standards character varying(16) not null,
    effect text not null,
    climate_relevance character varying(16) not null,
    climate_reason character varying(2000) not null,
    state character varying(16) not null,
    reviewed_on date,
    next_review date,
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
    constraint pk_context_issues primary key (id)
);
create unique index ix_context_issues_key on context_issues (key);
create unique index ix_context_issues_number on context_issues (number);
create index ix_context_issues_owner on context_issues (owner);
