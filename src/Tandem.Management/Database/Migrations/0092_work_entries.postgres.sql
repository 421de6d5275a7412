create table work_entries (
    key character varying(16) not null,
    number bigint not null,
    person character varying(16) not null,
    day date not null,
    minutes integer not null,
    about character varying(32) not null,
    kind character varying(16) not null,
    note character varying(500) not null,
    created_at timestamp with time zone not null,
    version integer not null,
    search_text text not null,
    constraint pk_work_entries primary key (key)
);
create index ix_work_entries_about_day on work_entries (about, day);
create index ix_work_entries_day on work_entries (day);
create unique index ix_work_entries_number on work_entries (number);
create index ix_work_entries_person_day on work_entries (person, day);
