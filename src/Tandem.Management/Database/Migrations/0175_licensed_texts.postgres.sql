create table licensed_texts (
    requirement character varying(64) not null,
    wording text not null,
    licence character varying(300) not null,
    sha256 character varying(64) not null,
    updated_at timestamp with time zone not null,
    updated_by character varying(200) not null,
    version integer not null,
    constraint pk_licensed_texts primary key (requirement)
);
