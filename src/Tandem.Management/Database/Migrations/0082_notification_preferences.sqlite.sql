create table notification_preferences (
    person_key text not null,
    kind text not null,
    mail text not null,
    version integer not null,
    constraint pk_notification_preferences primary key (person_key, kind)
);
