create table saved_views (
    id uuid not null,
    key character varying(16) not null,
    number bigint not null,
    table_name character varying(64) not null,
    path character varying(200) not null,
    name character varying(100) not null,
    query character varying(4000) not null,
    is_shared boolean not null,
    author_id uuid not null,
    author_name character varying(200) not null,
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null,
    updated_by character varying(200) not null,
    version integer not null,
    constraint pk_saved_views primary key (id)
);
create unique index ix_saved_views_key on saved_views (key);
create unique index ix_saved_views_number on saved_views (number);
create unique index ix_saved_views_author_id_table_name_name on saved_views (author_id, table_name, name);
create index ix_saved_views_table_name_is_shared on saved_views (table_name, is_shared);
create table default_views (
    account_id uuid not null,
    table_name character varying(64) not null,
    view_id uuid not null,
    version integer not null,
    constraint pk_default_views primary key (account_id, table_name),
    constraint fk_default_views_saved_views_view_id foreign key (view_id) references saved_views (id) on delete restrict
);
create index ix_default_views_view_id on default_views (view_id);
