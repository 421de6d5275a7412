create table task_notices (
    task_key character varying(16) not null,
    due_day date not null,
    stage character varying(16) not null,
    at timestamp with time zone not null,
    constraint pk_task_notices primary key (task_key, due_day, stage)
);
