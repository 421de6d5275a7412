create table people (
    id text not null constraint pk_people primary key,
    name text not null,
    name_key text not null,
    email text not null,
    unit text not null,
    job_title text not null,
    is_external integer not null,
    deputy text not null,
    deputy_name text not null,
    absent_from text null,
    absent_until text null,
    key text not null,
    number integer not null,
    owner text not null,
    owner_name text not null,
    tags text not null,
    created_at text not null,
    created_by text not null,
    updated_at text not null,
    updated_by text not null,
    archived_at text null,
    version integer not null,
    search_text text not null
);
create index ix_people_email on people (email);
create unique index ix_people_key on people (key);
create index ix_people_name_key on people (name_key);
create unique index ix_people_number on people (number);
create index ix_people_owner on people (owner);
alter table accounts add column person_key text null;
create unique index ix_accounts_person_key on accounts (person_key);
-- SQLite adds no column that is required and has no default, so the table is made anew. A name without a person stays as the name.
create table ai_systems_owned (
    id text not null constraint pk_ai_systems primary key,
    key text not null,
    number integer not null,
    name text not null,
    purpose text not null,
    intended_uses text not null,
    out_of_scope_use text not null,
    owner text not null,
    owner_name text not null,
    tags text not null,
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
insert into ai_systems_owned (id, key, number, name, purpose, intended_uses, out_of_scope_use, owner, owner_name, tags, unit, organisation_roles, risk_class, risk_class_basis, autonomy, state, human_oversight, affected_parties, bindings, created_at, created_by, updated_at, updated_by, archived_at, version, search_text)
    select id, key, number, name, purpose, intended_uses, out_of_scope_use, '', owner, '[]', unit, organisation_roles, risk_class, risk_class_basis, autonomy, state, human_oversight, affected_parties, bindings, created_at, created_by, updated_at, updated_by, archived_at, version, search_text from ai_systems;
drop table ai_systems;
alter table ai_systems_owned rename to ai_systems;
create unique index ix_ai_systems_key on ai_systems (key);
create unique index ix_ai_systems_number on ai_systems (number);
create index ix_ai_systems_owner on ai_systems (owner);
