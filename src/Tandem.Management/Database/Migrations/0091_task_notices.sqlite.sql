create table task_notices (
    task_key text not null,
    due_day text not null,
    stage text not null,
    at text not null,
    constraint pk_task_notices primary key (task_key, due_day, stage)
);
