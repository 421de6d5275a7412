create table sessions (
    id text not null constraint pk_sessions primary key,
    account_id text not null,
    token_hash text not null,
    method text not null,
    started_at text not null,
    last_seen_at text not null,
    ends_at text not null,
    seen_with text not null,
    seen_from text not null,
    ended_at text null,
    ended_because text null,
    version integer not null,
    constraint fk_sessions_accounts_account_id foreign key (account_id) references accounts (id) on delete restrict
);
create index ix_sessions_account_id_started_at on sessions (account_id, started_at);
create index ix_sessions_ended_at on sessions (ended_at);
create unique index ix_sessions_token_hash on sessions (token_hash);
