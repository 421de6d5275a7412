create table ledger_verifications (
    id uuid not null,
    started_at timestamp with time zone not null,
    finished_at timestamp with time zone not null,
    started_by character varying(16) not null,
    requested_by character varying(200) not null,
    verdict character varying(16) not null,
    log_key character varying(1024) not null,
    records bigint not null,
    checkpoint_size bigint not null,
    root_hash character varying(64) not null,
    problems text not null,
    version integer not null,
    constraint pk_ledger_verifications primary key (id)
);
create index ix_ledger_verifications_finished_at on ledger_verifications (finished_at);
