create table webhooks (
    key character varying(16) not null,
    url character varying(2000) not null,
    description character varying(200) not null,
    allows_private boolean not null,
    record_types text not null,
    actions text not null,
    secret_protected text not null,
    former_secret_protected text,
    former_secret_until timestamp with time zone,
    is_on boolean not null,
    problem character varying(500) not null,
    entered_by character varying(16) not null,
    archived_at timestamp with time zone,
    version integer not null,
    constraint pk_webhooks primary key (key)
);
create table webhook_deliveries (
    id uuid not null,
    webhook_key character varying(16) not null,
    event character varying(128) not null,
    ledger_index bigint,
    body text not null,
    created_at timestamp with time zone not null,
    state character varying(16) not null,
    attempts integer not null,
    due_at timestamp with time zone not null,
    status integer,
    answer character varying(1024) not null,
    delivered_at timestamp with time zone,
    constraint pk_webhook_deliveries primary key (id)
);
create index ix_webhook_deliveries_state_due_at on webhook_deliveries (state, due_at);
create index ix_webhook_deliveries_webhook_key_created_at on webhook_deliveries (webhook_key, created_at);
create table webhook_position (
    id integer not null,
    ledger_index bigint not null,
    constraint pk_webhook_position primary key (id)
);
create index ix_change_events_ledger_index on change_events (ledger_index);
