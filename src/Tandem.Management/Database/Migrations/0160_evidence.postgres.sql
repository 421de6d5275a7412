create table evidence_items (
    id uuid not null,
    title character varying(200) not null,
    kind character varying(100) not null,
    own_kind character varying(100) not null,
    form character varying(16) not null,
    description text not null,
    standards text not null,
    is_for_iso27001 boolean not null,
    is_for_iso42001 boolean not null,
    sensitivity character varying(32) not null,
    covers_from date,
    covers_to date,
    collected_on date,
    collected_by character varying(16) not null,
    collected_by_name character varying(200) not null,
    agent character varying(200) not null,
    method text not null,
    source_system character varying(200) not null,
    fresh_days integer not null,
    state character varying(16) not null,
    revision integer not null,
    received_at timestamp with time zone,
    file_name character varying(150) not null,
    file_hash character varying(64) not null,
    submitted_by character varying(16) not null,
    accepted_revision integer not null,
    accepted_by_name character varying(200) not null,
    accepted_at timestamp with time zone,
    fresh_until date,
    due_from date,
    fresh_order date generated always as (coalesce(fresh_until, '9999-12-31')) stored not null,
    key character varying(16) not null,
    number bigint not null,
    owner character varying(16) not null,
    owner_name character varying(200) not null,
    tags text not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    updated_at timestamp with time zone not null,
    updated_by text not null,
    archived_at timestamp with time zone,
    version integer not null,
    search_text text not null,
    constraint pk_evidence_items primary key (id)
);
create table evidence_revisions (
    evidence_key character varying(16) not null,
    number integer not null,
    source character varying(16) not null,
    sha256 character varying(64) not null,
    name character varying(150) not null,
    media_type character varying(100) not null,
    size bigint not null,
    address character varying(2000) not null,
    text character varying(20000) not null,
    covers_from date,
    covers_to date,
    collected_on date,
    note character varying(1000) not null,
    received_at timestamp with time zone not null,
    received_by character varying(200) not null,
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
