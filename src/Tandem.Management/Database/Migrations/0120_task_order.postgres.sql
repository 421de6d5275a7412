alter table tasks add column due_order date not null generated always as (coalesce(due_day, '9999-12-31')) stored;
drop index ix_tasks_state_due_day;
drop index ix_tasks_assignee_state;
create index ix_tasks_archived_at_state_due_day on tasks (archived_at, state, due_day);
create index ix_tasks_archived_at_due_order_number on tasks (archived_at, due_order, number);
create index ix_tasks_archived_at_assignee_due_order_number on tasks (archived_at, assignee, due_order, number);
create index ix_tasks_archived_at_owner_due_order_number on tasks (archived_at, owner, due_order, number);
create index ix_tasks_due_order_number on tasks (due_order, number) where archived_at is null;
