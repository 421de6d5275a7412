alter table documents add column template character varying(32) not null default '';
alter table documents add column ai_system character varying(16) not null default '';
alter table documents add column field_entries text not null default '[]';
alter table documents add column must_acknowledge boolean not null default false;
alter table document_files add column open_placeholders integer not null default 0;
alter table document_files add column frozen_from integer;
alter table document_files add column filled_fields text not null default '[]';
alter table documents alter column template drop default, alter column ai_system drop default, alter column field_entries drop default, alter column must_acknowledge drop default;
alter table document_files alter column open_placeholders drop default, alter column filled_fields drop default;
create table acknowledgements (
    document_key character varying(16) not null,
    sha256 character varying(64) not null,
    person character varying(16) not null,
    person_name character varying(200) not null,
    file_number integer not null,
    at timestamp with time zone not null,
    version integer not null,
    constraint pk_acknowledgements primary key (document_key, sha256, person)
);
create index ix_acknowledgements_person on acknowledgements (person);
