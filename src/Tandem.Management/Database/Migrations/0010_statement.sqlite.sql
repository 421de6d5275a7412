create table statement_entries (
    requirement text not null constraint pk_statement_entries primary key,
    decision text not null,
    include_reasons text not null,
    include_text text not null,
    exclude_reason text null,
    exclude_text text not null,
    owner text not null,
    updated_at text not null,
    updated_by text not null,
    version integer not null
);
