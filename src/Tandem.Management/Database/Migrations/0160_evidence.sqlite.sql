create table evidence_items (
    id text not null constraint pk_evidence_items primary key,
    title text not null,
    kind text not null,
    own_kind text not null,
    form text not null,
    description text not null,
    standards text not null,
    is_for_iso27001 integer not null,
    is_for_iso42001 integer not null,
    sensitivity text not null,
    covers_from text null,
    covers_to text null,
    collected_on text null,
    collected_by text not null,
    collected_by_name text not null,
    agent text not null,
    method text not null,
    source_system text not null,
    fresh_days integer not null,
    state text not null,
    revision integer not null,
    received_at text null,
    file_name text not null,
    file_hash text not null,
    submitted_by text not null,
    accepted_revision integer not null,
    accepted_by_name text not null,
    accepted_at text null,
    fresh_until text null,
    due_from text null,
    fresh_order as (coalesce(fresh_until, '9999-12-31')) stored,
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
create table evidence_revisions (
    evidence_key text not null,
    number integer not null,
    source text not null,
    sha256 text not null,
    name text not null,
    media_type text not null,
    size integer not null,
    address text not null,
    text text not null,
    covers_from text null,
    covers_to text null,
    collected_on text null,
    note text not null,
    received_at text not null,
    received_by text not null,
    version integer not null,
    constraint pk_evidence_revisions primary key (evidence_key, number)
);
create index ix_evidence_items_archived_at_fresh_order_number on evidence_items (archived_at, fresh_order, number);
create index ix_evidence_items_archived_at_kind_fresh_until on evidence_items (archived_at, kind, fresh_until);
create index ix_evidence_items_archived_at_owner_state on evidence_items (archived_at, owner, state);
create index ix_evidence_items_archived_at_state_fresh_until on evidence_items (archived_at, state, fresh_until);
create index ix_evidence_items_fresh_order_number on evidence_items (fresh_order, number) where archived_at is null;
create unique index ix_evidence_items_key on evidence_items (key);
create unique index ix_evidence_items_number on evidence_items (number);
create index ix_evidence_items_owner on evidence_items (owner);
create index ix_evidence_revisions_sha256 on evidence_revisions (sha256);
