-- The register of obligations.
create table obligations (
    id text not null constraint pk_obligations primary key,
    title text not null,
    kind text not null,
    source text not null,
    party text not null,
    asks text not null,
    area text not null,
    applies_since text null,
    applies_until text null,
    review_due text null,
    how_met text not null,
    state text not null,
    end_reason text not null,
    compliance text not null,
    judged_on text null,
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
create unique index ix_obligations_key on obligations (key);
create unique index ix_obligations_number on obligations (number);
create index ix_obligations_owner on obligations (owner);
