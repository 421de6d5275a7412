create table control_claims (
    id uuid not null,
    control character varying(16) not null,
    claim text not null,
    evidence_types text not null,
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
    constraint pk_control_claims primary key (id)
);
create table control_instances (
    id uuid not null,
    title character varying(200) not null,
    control character varying(16) not null,
    ai_system character varying(16) not null,
    standards text not null,
    status character varying(16) not null,
    implemented_on date,
    method text not null,
    deviations text not null,
    next_review date,
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
    constraint pk_control_instances primary key (id)
);
create table control_requirements (
    requirement character varying(64) not null,
    control_key character varying(16) not null,
    constraint pk_control_requirements primary key (requirement, control_key)
);
create table control_test_results (
    test_key character varying(16) not null,
    number integer not null,
    result character varying(16) not null,
    performed_on date not null,
    instance character varying(16) not null,
    note text not null,
    corrects integer,
    recorded_at timestamp with time zone not null,
    recorded_by character varying(200) not null,
    version integer not null,
    constraint pk_control_test_results primary key (test_key, number)
);
create table control_tests (
    id uuid not null,
    title character varying(200) not null,
    control character varying(16) not null,
    procedure text not null,
    cadence character varying(16) not null,
    source character varying(16) not null,
    independence character varying(16) not null,
    results integer not null,
    last_result character varying(16),
    last_on date,
    next_due date,
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
    constraint pk_control_tests primary key (id)
);
create table controls (
    id uuid not null,
    title character varying(200) not null,
    purpose text not null,
    description text not null,
    scope text not null,
    control_type character varying(16) not null,
    nature character varying(16) not null,
    level character varying(16) not null,
    satisfies text not null,
    serves_iso27001 boolean not null,
    serves_iso42001 boolean not null,
    library_item character varying(32) not null,
    library_version character varying(32) not null,
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
    constraint pk_controls primary key (id)
);
create index ix_control_claims_control on control_claims (control);
create unique index ix_control_claims_key on control_claims (key);
create unique index ix_control_claims_number on control_claims (number);
create index ix_control_claims_owner on control_claims (owner);
create index ix_control_instances_ai_system on control_instances (ai_system);
create unique index ix_control_instances_control_ai_system on control_instances (control, ai_system) where archived_at is null;
create unique index ix_control_instances_key on control_instances (key);
create index ix_control_instances_next_review on control_instances (next_review);
create unique index ix_control_instances_number on control_instances (number);
create index ix_control_instances_owner on control_instances (owner);
create index ix_control_requirements_control_key on control_requirements (control_key);
create index ix_control_tests_control on control_tests (control);
create unique index ix_control_tests_key on control_tests (key);
create index ix_control_tests_next_due on control_tests (next_due);
create unique index ix_control_tests_number on control_tests (number);
create index ix_control_tests_owner on control_tests (owner);
create unique index ix_controls_key on controls (key);
create unique index ix_controls_library_item on controls (library_item) where library_item <> '' and archived_at is null;
create unique index ix_controls_number on controls (number);
create index ix_controls_owner on controls (owner);
