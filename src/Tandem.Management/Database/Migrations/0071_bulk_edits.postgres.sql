create table bulk_edits (
    id uuid not null,
    key character varying(16) not null,
    number bigint not null,
    register character varying(64) not null,
    what character varying(2000) not null,
    reason character varying(980) not null,
    undoes character varying(16) not null,
    created_at timestamp with time zone not null,
    created_by character varying(200) not null,
    changed integer not null,
    unchanged integer not null,
    refused integer not null,
    version integer not null,
    constraint pk_bulk_edits primary key (id)
);
create unique index ix_bulk_edits_key on bulk_edits (key);
create unique index ix_bulk_edits_number on bulk_edits (number);
create index ix_bulk_edits_undoes on bulk_edits (undoes);
create table bulk_edit_rows (
    bulk_edit_id uuid not null,
    position integer not null,
    record_key character varying(16) not null,
    title character varying(300) not null,
    outcome character varying(16) not null,
    why character varying(2000) not null,
    what character varying(2000) not null,
    fields text not null,
    search_text text not null,
    version_before integer not null,
    version_after integer not null,
    constraint pk_bulk_edit_rows primary key (bulk_edit_id, position),
    constraint fk_bulk_edit_rows_bulk_edits_bulk_edit_id foreign key (bulk_edit_id) references bulk_edits (id) on delete restrict
);
create index ix_bulk_edit_rows_record_key on bulk_edit_rows (record_key);
