create table gateway_actions (
    id text not null constraint pk_gateway_actions primary key,
    kind text not null,
    caller_id text not null,
    application text not null,
    ai_system text not null,
    caller_roles text not null,
    requested_at text not null,
    requested_by text not null,
    outcome text not null,
    problem text not null,
    version integer not null
);
