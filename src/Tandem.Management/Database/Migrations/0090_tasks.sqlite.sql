create table tasks (
    id text not null constraint pk_tasks primary key,
    title text not null,
    description text not null,
    assignee text not null,
    assignee_name text not null,
    standards text not null,
    about text not null,
    state text not null,
    result text not null,
    priority text not null,
    due_day text null,
    reminder_days integer not null,
    escalate_to text not null,
    escalate_to_name text not null,
    escalate_after_days integer not null,
    evidence_expected text not null,
    recurrence text not null,
    series_key text null,
    occurrence integer not null,
    scheduled_day text null,
    rule_start text null,
    rule_start_occurrence integer not null,
    following text not null,
    skipped_days text not null,
    finished_at text null,
    remind_on text null,
    escalate_on text null,
    key text not null,
    number integer not null,
    owner text not null,
    owner_name text not null,
    tags text not null,
    created_at text not null,
    created_by text not null,
    updated_at text not null,
    updated_by text not null,
    archived_at text null,
    version integer not null,
    search_text text not null
);
create index ix_tasks_about on tasks (about);
create index ix_tasks_assignee_state on tasks (assignee, state);
create unique index ix_tasks_key on tasks (key);
create unique index ix_tasks_number on tasks (number);
create index ix_tasks_owner on tasks (owner);
create unique index ix_tasks_series_key_occurrence on tasks (series_key, occurrence);
create index ix_tasks_state_due_day on tasks (state, due_day);
