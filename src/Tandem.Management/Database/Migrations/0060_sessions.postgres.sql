create table sessions (
    id uuid not null,
    account_id uuid not null,
    token_hash character varying(64) not null,
    method character varying(64) not null,
    started_at timestamp with time zone not null,
    last_seen_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    seen_with character varying(64) not null,
    seen_from character varying(64) not null,
    ended_at timestamp with time zone,
    ended_because character varying(64),
    version integer not null,
    constraint pk_sessions primary key (id),
    constraint fk_sessions_accounts_account_id foreign key (account_id) references accounts (id) on delete restrict
);
create index ix_sessions_account_id_started_at on sessions (account_id, started_at);
create index ix_sessions_ended_at on sessions (ended_at);
create unique index ix_sessions_token_hash on sessions (token_hash);
