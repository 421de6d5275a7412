create table api_tokens (
    id uuid not null,
    account_id uuid not null,
    name character varying(60) not null,
    name_key character varying(60) not null,
    public_id character varying(16) not null,
    token_hash character varying(64) not null,
    scopes text not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer not null,
    constraint pk_api_tokens primary key (id),
    constraint fk_api_tokens_accounts_account_id foreign key (account_id) references accounts (id) on delete restrict
);
create index ix_api_tokens_account_id_created_at on api_tokens (account_id, created_at);
create unique index ix_api_tokens_public_id on api_tokens (public_id);
