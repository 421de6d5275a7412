create table mail_settings (
    key text not null constraint pk_mail_settings primary key,
    is_on integer not null,
    host text not null,
    port integer not null,
    security text not null,
    user_name text not null,
    password_protected text,
    sender_address text not null,
    sender_name text not null,
    digest_hour integer not null,
    version integer not null
);
create table mail_messages (
    id text not null constraint pk_mail_messages primary key,
    person_key text not null,
    address text not null,
    address_name text not null,
    subject text not null,
    body text not null,
    created_at text not null,
    state text not null,
    attempts integer not null,
    due_at text not null,
    problem text not null,
    sent_at text
);
create index ix_mail_messages_state_due_at on mail_messages (state, due_at);
create index ix_mail_messages_created_at on mail_messages (created_at);
