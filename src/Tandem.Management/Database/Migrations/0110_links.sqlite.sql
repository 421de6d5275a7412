create table links (
    id text not null constraint pk_links primary key,
    key text not null,
    number integer not null,
    from_key text not null,
    relation text not null,
    to_key text not null,
    note text not null,
    created_at text not null,
    created_by text not null,
    ended_at text null,
    ended_by text null,
    end_reason text null,
    version integer not null
);
create unique index ix_links_key on links (key);
create unique index ix_links_number on links (number);
create unique index ix_links_from_key_to_key_relation on links (from_key, to_key, relation) where ended_at is null;
create index ix_links_to_key on links (to_key);
