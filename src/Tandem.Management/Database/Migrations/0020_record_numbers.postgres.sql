alter table ai_systems add column number bigint;
update ai_systems set number = cast(substring(key from 5) as bigint);
alter table ai_systems alter column number set not null;
create unique index ix_ai_systems_number on ai_systems (number);
