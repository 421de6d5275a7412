create table licensed_texts (
    requirement text not null constraint pk_licensed_texts primary key,
    wording text not null,
    licence text not null,
    sha256 text not null,
    updated_at text not null,
    updated_by text not null,
    version integer not null
);
