create table notification_preferences (
    person_key character varying(16) not null,
    kind character varying(32) not null,
    mail character varying(16) not null,
    version integer not null,
    constraint pk_notification_preferences primary key (person_key, kind)
);
