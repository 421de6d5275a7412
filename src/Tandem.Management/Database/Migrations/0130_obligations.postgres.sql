-- The register of obligations.
create table obligations (
    id uuid not null,
    title character varying(200) not null,
    kind character varying(32) not null,
    source character varying(300) not null,
    party character varying(300) not null,
    asks text not null,
    area character varying(32) not null,
    applies_since date,
    applies_until date,
    review_due date,
    how_met text not null,
    state character varying(16) not null,
    end_reason character varying(1000) not null,
    compliance character varying(16) not null,
    judged_on date,
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
    constraint pk_obligations primary key (id)
);
create unique index ix_obligations_key on obligations (key);
create unique index ix_obligations_number on obligations (number);
create index ix_obligations_owner on obligations (owner);
