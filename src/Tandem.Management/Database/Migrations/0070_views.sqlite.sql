create table saved_views (
    id text not null constraint pk_saved_views primary key,
    key text not null,
    number integer not null,
    table_name text not null,
    path text not null,
    name text not null,
    query text not null,
    is_shared integer not null,
    author_id text not null,
    author_name text not null,
    created_at text not null,
    updated_at text not null,
    updated_by text not null,
    version integer not null
);
create unique index ix_saved_views_key on saved_views (key);
create unique index ix_saved_views_number on saved_views (number);
create unique index ix_saved_views_author_id_table_name_name on saved_views (author_id, table_name, name);
create index ix_saved_views_table_name_is_shared on saved_views (table_name, is_shared);
create table default_views (
    account_id text not null,
    table_name text not null,
    view_id text not null,
    version integer not null,
    constraint pk_default_views primary key (account_id, table_name),
    constraint fk_default_views_saved_views_view_id foreign key (view_id) references saved_views (id) on delete restrict
);
create index ix_default_views_view_id on default_views (view_id);
