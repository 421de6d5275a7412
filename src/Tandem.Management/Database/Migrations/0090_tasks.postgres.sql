create table tasks (
    id uuid not null,
    title character varying(200) not null,
    description text not null,
    assignee character varying(16) not null,
    assignee_name character varying(200) not null,
    standards text not null,
    about character varying(16) not null,
    state character varying(16) not null,
    result text not null,
    priority character varying(16) not null,
    due_day date,
    reminder_days integer not null,
    escalate_to character varying(16) not null,
    escalate_to_name character varying(200) not null,
    escalate_after_days integer not null,
    evidence_expected text not null,
    recurrence character varying(200) not null,
    series_key character varying(16),
    occurrence integer not null,
    scheduled_day date,
    rule_start date,
    rule_start_occurrence integer not null,
    following text not null,
    skipped_days text not null,
    finished_at timestamp with time zone,
    remind_on date,
    escalate_on date,
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
    constraint pk_tasks primary key (id)
);
create index ix_tasks_about on tasks (about);
create index ix_tasks_assignee_state on tasks (assignee, state);
create unique index ix_tasks_key on tasks (key);
create unique index ix_tasks_number on tasks (number);
create index ix_tasks_owner on tasks (owner);
create unique index ix_tasks_series_key_occurrence on tasks (series_key, occurrence);
create index ix_tasks_state_due_day on tasks (state, due_day);
