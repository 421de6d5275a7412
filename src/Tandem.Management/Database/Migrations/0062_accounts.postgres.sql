alter table accounts add column joined_at timestamp with time zone;
alter table accounts add column disabled_at timestamp with time zone;
-- Whoever had an account before there were invitations has come.
update accounts set joined_at = created_at;
create table account_links (
    token_hash character varying(64) not null,
    account_id uuid not null,
    expires_at timestamp with time zone not null,
    constraint pk_account_links primary key (token_hash),
    constraint fk_account_links_accounts_account_id foreign key (account_id) references accounts (id) on delete restrict
);
create unique index ix_account_links_account_id on account_links (account_id);
create table second_factor_rules (
    id integer not null,
    roles text not null,
    version integer not null,
    constraint pk_second_factor_rules primary key (id)
);
