create table work_entries (
    key text not null constraint pk_work_entries primary key,
    number integer not null,
    person text not null,
    day text not null,
    minutes integer not null,
    about text not null,
    kind text not null,
    note text not null,
    created_at text not null,
    version integer not null,
    search_text text not null
);
create index ix_work_entries_about_day on work_entries (about, day);
create index ix_work_entries_day on work_entries (day);
create unique index ix_work_entries_number on work_entries (number);
create index ix_work_entries_person_day on work_entries (person, day);
