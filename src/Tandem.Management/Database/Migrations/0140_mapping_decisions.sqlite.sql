create table mapping_decisions (
    pair text not null constraint pk_mapping_decisions primary key,
    state text not null,
    reason text not null,
    content_version text not null,
    strength integer not null,
    rationale text not null,
    updated_at text not null,
    updated_by text not null,
    version integer not null
);
