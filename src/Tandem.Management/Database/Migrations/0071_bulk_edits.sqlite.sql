create table bulk_edits (
    id text not null constraint pk_bulk_edits primary key,
    key text not null,
    number integer not null,
    register text not null,
    what text not null,
    reason text not null,
    undoes text not null,
    created_at text not null,
    created_by text not null,
    changed integer not null,
    unchanged integer not null,
    refused integer not null,
    version integer not null
);
create unique index ix_bulk_edits_key on bulk_edits (key);
create unique index ix_bulk_edits_number on bulk_edits (number);
create index ix_bulk_edits_undoes on bulk_edits (undoes);
create table bulk_edit_rows (
    bulk_edit_id text not null,
    position integer not null,
    record_key text not null,
    title text not null,
    outcome text not null,
    why text not null,
    what text not null,
    fields text not null,
    search_text text not null,
    version_before integer not null,
    version_after integer not null,
    constraint pk_bulk_edit_rows primary key (bulk_edit_id, position),
    constraint fk_bulk_edit_rows_bulk_edits_bulk_edit_id foreign key (bulk_edit_id) references bulk_edits (id) on delete restrict
);
create index ix_bulk_edit_rows_record_key on bulk_edit_rows (record_key);
