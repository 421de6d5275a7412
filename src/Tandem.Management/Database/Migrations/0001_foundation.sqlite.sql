create table accounts (
    id text not null constraint pk_accounts primary key,
    display_name text not null,
    created_at text not null,
    version integer not null,
    user_name text null,
    normalized_user_name text null,
    email text null,
    normalized_email text null,
    email_confirmed integer not null,
    password_hash text null,
    security_stamp text null,
    concurrency_stamp text null,
    phone_number text null,
    phone_number_confirmed integer not null,
    two_factor_enabled integer not null,
    lockout_end text null,
    lockout_enabled integer not null,
    access_failed_count integer not null
);

create table ai_systems (
    id text not null constraint pk_ai_systems primary key,
    key text not null,
    name text not null,
    purpose text not null,
    intended_uses text not null,
    out_of_scope_use text not null,
    owner text not null,
    unit text not null,
    organisation_roles text not null,
    risk_class text not null,
    risk_class_basis text not null,
    autonomy text not null,
    state text not null,
    human_oversight text not null,
    affected_parties text not null,
    bindings text not null,
    created_at text not null,
    created_by text not null,
    updated_at text not null,
    updated_by text not null,
    archived_at text null,
    version integer not null,
    search_text text not null
);

create table change_events (
    number integer not null constraint pk_change_events primary key autoincrement,
    at text not null,
    actor_id text not null,
    actor_name text not null,
    record_type text not null,
    record_key text not null,
    record_version integer not null,
    action text not null,
    fields text not null,
    reason text null,
    request_id text not null,
    salt text not null,
    ledger_index integer null
);

create table first_administrator_links (
    token_hash text not null constraint pk_first_administrator_links primary key,
    expires_at text not null
);

create table key_counters (
    record_type text not null constraint pk_key_counters primary key,
    last integer not null
);

create table roles (
    id text not null constraint pk_roles primary key,
    name text null,
    normalized_name text null,
    concurrency_stamp text null
);

create table account_claims (
    id integer not null constraint pk_account_claims primary key autoincrement,
    user_id text not null,
    claim_type text null,
    claim_value text null,
    constraint fk_account_claims_accounts_user_id foreign key (user_id) references accounts (id) on delete cascade
);

create table account_logins (
    login_provider text not null,
    provider_key text not null,
    provider_display_name text null,
    user_id text not null,
    constraint pk_account_logins primary key (login_provider, provider_key),
    constraint fk_account_logins_accounts_user_id foreign key (user_id) references accounts (id) on delete cascade
);

create table account_passkeys (
    credential_id blob not null constraint pk_account_passkeys primary key,
    user_id text not null,
    data text not null,
    constraint fk_account_passkeys_accounts_user_id foreign key (user_id) references accounts (id) on delete cascade
);

create table account_tokens (
    user_id text not null,
    login_provider text not null,
    name text not null,
    value text null,
    constraint pk_account_tokens primary key (user_id, login_provider, name),
    constraint fk_account_tokens_accounts_user_id foreign key (user_id) references accounts (id) on delete cascade
);

create table outbox (
    change_number integer not null constraint pk_outbox primary key,
    constraint fk_outbox_change_events_change_number foreign key (change_number) references change_events (number) on delete restrict
);

create table account_roles (
    user_id text not null,
    role_id text not null,
    constraint pk_account_roles primary key (user_id, role_id),
    constraint fk_account_roles_accounts_user_id foreign key (user_id) references accounts (id) on delete cascade,
    constraint fk_account_roles_roles_role_id foreign key (role_id) references roles (id) on delete cascade
);

create table role_claims (
    id integer not null constraint pk_role_claims primary key autoincrement,
    role_id text not null,
    claim_type text null,
    claim_value text null,
    constraint fk_role_claims_roles_role_id foreign key (role_id) references roles (id) on delete cascade
);
create index ix_account_claims_user_id on account_claims (user_id);
create index ix_account_logins_user_id on account_logins (user_id);
create index ix_account_passkeys_user_id on account_passkeys (user_id);
create index ix_account_roles_role_id on account_roles (role_id);
create index email_index on accounts (normalized_email);
create unique index user_name_index on accounts (normalized_user_name);
create unique index ix_ai_systems_key on ai_systems (key);
create index ix_change_events_at on change_events (at);
create index ix_change_events_record_type_record_key_number on change_events (record_type, record_key, number);
create index ix_role_claims_role_id on role_claims (role_id);
create unique index role_name_index on roles (normalized_name);
