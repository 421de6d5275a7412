alter table accounts add column joined_at text null;
alter table accounts add column disabled_at text null;
-- Whoever had an account before there were invitations has come.
update accounts set joined_at = created_at;
create table account_links (
    token_hash text not null constraint pk_account_links primary key,
    account_id text not null,
    expires_at text not null,
    constraint fk_account_links_accounts_account_id foreign key (account_id) references accounts (id) on delete restrict
);
create unique index ix_account_links_account_id on account_links (account_id);
create table second_factor_rules (
    id integer not null constraint pk_second_factor_rules primary key,
    roles text not null,
    version integer not null
);
