create table links (
    id uuid not null,
    key character varying(16) not null,
    number bigint not null,
    from_key character varying(32) not null,
    relation character varying(16) not null,
    to_key character varying(32) not null,
    note character varying(1000) not null,
    created_at timestamp with time zone not null,
    created_by character varying(200) not null,
    ended_at timestamp with time zone,
    ended_by character varying(200),
    end_reason character varying(1000),
    version integer not null,
    constraint pk_links primary key (id)
);
create unique index ix_links_key on links (key);
create unique index ix_links_number on links (number);
create unique index ix_links_from_key_to_key_relation on links (from_key, to_key, relation) where ended_at is null;
create index ix_links_to_key on links (to_key);
