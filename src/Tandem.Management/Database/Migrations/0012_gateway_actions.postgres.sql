create table gateway_actions (
    id uuid not null,
    kind character varying(16) not null,
    caller_id character varying(100) not null,
    application character varying(100) not null,
    ai_system character varying(100) not null,
    caller_roles text not null,
    requested_at timestamp with time zone not null,
    requested_by character varying(200) not null,
    outcome character varying(16) not null,
    problem text not null,
    version integer not null,
    constraint pk_gateway_actions primary key (id)
);
