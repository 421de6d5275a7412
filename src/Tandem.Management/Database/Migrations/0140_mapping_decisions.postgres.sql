create table mapping_decisions (
    pair character varying(32) not null,
    state character varying(16) not null,
    reason character varying(1000) not null,
    content_version character varying(32) not null,
    strength integer not null,
    rationale text not null,
    updated_at timestamp with time zone not null,
    updated_by character varying(200) not null,
    version integer not null,
    constraint pk_mapping_decisions primary key (pair)
);
