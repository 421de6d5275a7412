alter table account_passkeys add column last_used_at text null;

create table spent_tokens (
    hash text not null constraint pk_spent_tokens primary key,
    expires_at text not null
);
