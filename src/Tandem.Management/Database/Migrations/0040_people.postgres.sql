create table people (
    id uuid not null,
    name character varying(200) not null,
    name_key character varying(200) not null,
    email character varying(256) not null,
    unit character varying(200) not null,
    job_title character varying(200) not null,
    is_external boolean not null,
    deputy character varying(16) not null,
    deputy_name character varying(200) not null,
    absent_from date,
    absent_until date,
    key character varying(16) not null,
    number bigint not null,
    owner character varying(16) not null,
    owner_name character varying(200) not null,
    tags text not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    updated_at timestamp with time zone not null,
    updated_by text not null,
    archived_at timestamp with time zone,
    version integer not null,
    search_text text not null,
    constraint pk_people primary key (id)
);
create index ix_people_email on people (email);
create unique index ix_people_key on people (key);
create index ix_people_name_key on people (name_key);
create unique index ix_people_number on people (number);
create index ix_people_owner on people (owner);
alter table accounts add column person_key character varying(16);
create unique index ix_accounts_person_key on accounts (person_key);
-- A name without a person stays as the name.
alter table ai_systems rename column owner to owner_name;
alter table ai_systems add column owner character varying(16);
alter table ai_systems add column tags text;
update ai_systems set owner = '', tags = '[]';
alter table ai_systems alter column owner set not null;
alter table ai_systems alter column tags set not null;
create index ix_ai_systems_owner on ai_systems (owner);
