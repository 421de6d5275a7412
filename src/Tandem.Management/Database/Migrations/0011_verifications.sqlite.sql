create table ledger_verifications (
    id text not null constraint pk_ledger_verifications primary key,
    started_at text not null,
    finished_at text not null,
    started_by text not null,
    requested_by text not null,
    verdict text not null,
    log_key text not null,
    records integer not null,
    checkpoint_size integer not null,
    root_hash text not null,
    problems text not null,
    version integer not null
);
create index ix_ledger_verifications_finished_at on ledger_verifications (finished_at);
