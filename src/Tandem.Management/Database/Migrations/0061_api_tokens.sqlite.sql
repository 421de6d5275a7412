create table api_tokens (
    id text not null constraint pk_api_tokens primary key,
    account_id text not null,
    name text not null,
    name_key text not null,
    public_id text not null,
    token_hash text not null,
    scopes text not null,
    created_at text not null,
    expires_at text not null,
    last_used_at text null,
    revoked_at text null,
    version integer not null,
    constraint fk_api_tokens_accounts_account_id foreign key (account_id) references accounts (id) on delete restrict
);
create index ix_api_tokens_account_id_created_at on api_tokens (account_id, created_at);
create unique index ix_api_tokens_public_id on api_tokens (public_id);
