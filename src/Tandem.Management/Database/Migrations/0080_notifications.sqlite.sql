create table notifications (
    id text not null constraint pk_notifications primary key,
    person_key text not null,
    kind text not null,
    record_key text not null,
    words text not null,
    path text not null,
    at text not null,
    read_at text,
    mail text not null
);
create index ix_notifications_person_key_read_at_at on notifications (person_key, read_at, at);
create index ix_notifications_mail_person_key on notifications (mail, person_key);
