create table notifications (
    id uuid not null,
    person_key character varying(16) not null,
    kind character varying(32) not null,
    record_key character varying(300) not null,
    words character varying(300) not null,
    path character varying(300) not null,
    at timestamp with time zone not null,
    read_at timestamp with time zone,
    mail character varying(16) not null,
    constraint pk_notifications primary key (id)
);
create index ix_notifications_person_key_read_at_at on notifications (person_key, read_at, at);
create index ix_notifications_mail_person_key on notifications (mail, person_key);
