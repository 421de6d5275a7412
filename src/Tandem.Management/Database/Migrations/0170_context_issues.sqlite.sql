-- The register of context issues.
create table context_issues (
    id text not null constraint pk_context_issues primary key,
    title text not null,
    description text not null,
    kind text not null,
    category text not null,
    standards text not null,
    effect text not null,
    climate_relevance text not null,
    climate_reason text not null,
    state text not null,
    reviewed_on text null,
    next_review text null,
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
create unique index ix_context_issues_key on context_issues (key);
create unique index ix_context_issues_number on context_issues (number);
create index ix_context_issues_owner on context_issues (owner);
