alter table documents add column template character varying(32) not null default '';
alter table documents add column ai_system character varying(16) not null default '';
alter table documents add column field_entries text not null default '[]';
alter table document_files add column open_placeholders integer not null default 0;
alter table document_files add column frozen_from integer;
alter table document_files add column filled_fields text not null default '[]';
alter table documents alter column template drop default, alter column ai_system drop default, alter column field_entries drop default;
alter table document_files alter column open_placeholders drop default, alter column filled_fields drop default;
