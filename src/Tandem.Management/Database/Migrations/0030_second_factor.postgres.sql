alter table accounts add column last_code_step bigint null;
