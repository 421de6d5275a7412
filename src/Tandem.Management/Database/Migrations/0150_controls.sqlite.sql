create table control_claims (
    id text not null constraint pk_control_claims primary key,
    control text not null,
    claim text not null,
    evidence_types text not null,
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
create table control_instances (
    id text not null constraint pk_control_instances primary key,
    title text not null,
    control text not null,
    ai_system text not null,
    standards text not null,
    status text not null,
    implemented_on text null,
    method text not null,
    deviations text not null,
    next_review text null,
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
create table control_requirements (
    requirement text not null,
    control_key text not null,
    constraint pk_control_requirements primary key (requirement, control_key)
);
create table control_test_results (
    test_key text not null,
    number integer not null,
    result text not null,
    performed_on text not null,
    instance text not null,
    note text not null,
    corrects integer null,
    recorded_at text not null,
    recorded_by text not null,
    version integer not null,
    constraint pk_control_test_results primary key (test_key, number)
);
create table control_tests (
    id text not null constraint pk_control_tests primary key,
    title text not null,
    control text not null,
    procedure text not null,
    cadence text not null,
    source text not null,
    independence text not null,
    results integer not null,
    last_result text null,
    last_on text null,
    next_due text null,
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
create table controls (
    id text not null constraint pk_controls primary key,
    title text not null,
    purpose text not null,
    description text not null,
    scope text not null,
    control_type text not null,
    nature text not null,
    level text not null,
    satisfies text not null,
    serves_iso27001 integer not null,
    serves_iso42001 integer not null,
    library_item text not null,
    library_version text not null,
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
