create table statement_entries (
    requirement character varying(32) not null,
    decision character varying(16) not null,
    include_reasons text not null,
    include_text text not null,
    exclude_reason character varying(32),
    exclude_text text not null,
    owner character varying(200) not null,
    updated_at timestamp with time zone not null,
    updated_by text not null,
    version integer not null,
    constraint pk_statement_entries primary key (requirement)
);
