alter table account_passkeys add column last_used_at timestamp with time zone null;

create table spent_tokens (
    hash character varying(64) not null,
    expires_at timestamp with time zone not null,
    constraint pk_spent_tokens primary key (hash)
);
