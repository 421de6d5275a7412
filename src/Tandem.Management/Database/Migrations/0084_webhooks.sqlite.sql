create table webhooks (
    key text not null constraint pk_webhooks primary key,
    url text not null,
    description text not null,
    allows_private integer not null,
    record_types text not null,
    actions text not null,
    secret_protected text not null,
    former_secret_protected text,
    former_secret_until text,
    is_on integer not null,
    problem text not null,
    entered_by text not null,
    archived_at text,
    version integer not null
);
create table webhook_deliveries (
    id text not null constraint pk_webhook_deliveries primary key,
    webhook_key text not null,
    event text not null,
    ledger_index integer,
    body text not null,
    created_at text not null,
    state text not null,
    attempts integer not null,
    due_at text not null,
    status integer,
    answer text not null,
    delivered_at text
);
create index ix_webhook_deliveries_state_due_at on webhook_deliveries (state, due_at);
create index ix_webhook_deliveries_webhook_key_created_at on webhook_deliveries (webhook_key, created_at);
create table webhook_position (
    id integer not null constraint pk_webhook_position primary key,
    ledger_index integer not null
);
create index ix_change_events_ledger_index on change_events (ledger_index);
