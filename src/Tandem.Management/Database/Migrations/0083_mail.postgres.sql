create table mail_settings (
    key character varying(16) not null,
    is_on boolean not null,
    host character varying(253) not null,
    port integer not null,
    security character varying(16) not null,
    user_name character varying(256) not null,
    password_protected text,
    sender_address character varying(256) not null,
    sender_name character varying(200) not null,
    digest_hour integer not null,
    version integer not null,
    constraint pk_mail_settings primary key (key)
);
create table mail_messages (
    id uuid not null,
    person_key character varying(16) not null,
    address character varying(256) not null,
    address_name character varying(200) not null,
    subject character varying(300) not null,
    body text not null,
    created_at timestamp with time zone not null,
    state character varying(16) not null,
    attempts integer not null,
    due_at timestamp with time zone not null,
    problem character varying(500) not null,
    sent_at timestamp with time zone,
    constraint pk_mail_messages primary key (id)
);
create index ix_mail_messages_state_due_at on mail_messages (state, due_at);
create index ix_mail_messages_created_at on mail_messages (created_at);
