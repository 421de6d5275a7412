-- SQLite adds no column that is required and has no default, so the table is made anew.
create table ai_systems_numbered (
    id text not null constraint pk_ai_systems primary key,
    key text not null,
    number integer not null,
    name text not null,
    purpose text not null,
    intended_uses text not null,
    out_of_scope_use text not null,
    owner text not null,
    unit text not null,
    organisation_roles text not null,
    risk_class text not null,
    risk_class_basis text not null,
    autonomy text not null,
    state text not null,
    human_oversight text not null,
    affected_parties text not null,
    bindings text not null,
    created_at text not null,
    created_by text not null,
    updated_at text not null,
    updated_by text not null,
    archived_at text null,
    version integer not null,
    search_text text not null
);
insert into ai_systems_numbered (id, key, number, name, purpose, intended_uses, out_of_scope_use, owner, unit, organisation_roles, risk_class, risk_class_basis, autonomy, state, human_oversight, affected_parties, bindings, created_at, created_by, updated_at, updated_by, archived_at, version, search_text)
    select id, key, cast(substr(key, 5) as integer), name, purpose, intended_uses, out_of_scope_use, owner, unit, organisation_roles, risk_class, risk_class_basis, autonomy, state, human_oversight, affected_parties, bindings, created_at, created_by, updated_at, updated_by, archived_at, version, search_text from ai_systems;
drop table ai_systems;
alter table ai_systems_numbered rename to ai_systems;
create unique index ix_ai_systems_key on ai_systems (key);
create unique index ix_ai_systems_number on ai_systems (number);
