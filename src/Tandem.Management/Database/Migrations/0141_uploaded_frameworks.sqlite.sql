create table framework_editions (
    framework_key text not null,
    number integer not null,
    format text not null,
    kind text not null,
    ref text not null,
    name text not null,
    edition text not null,
    publisher text not null,
    locale text not null,
    copyright text not null,
    description text not null,
    parts integer not null,
    sha256 text not null,
    file_name text not null,
    uploaded_at text not null,
    uploaded_by text not null,
    version integer not null,
    constraint pk_framework_editions primary key (framework_key, number)
);
create table framework_parts (
    framework_key text not null,
    number integer not null,
    place integer not null,
    urn text not null,
    parent_urn text not null,
    ref text not null,
    title text not null,
    text text not null,
    note text not null,
    depth integer not null,
    is_assessable integer not null,
    groups text not null,
    search_text text not null,
    constraint pk_framework_parts primary key (framework_key, number, place)
);
create table uploaded_frameworks (
    key text not null constraint pk_uploaded_frameworks primary key,
    urn text not null,
    name text not null,
    latest_edition integer not null,
    created_at text not null,
    created_by text not null,
    updated_at text not null,
    updated_by text not null,
    archived_at text null,
    version integer not null
);
create unique index ix_uploaded_frameworks_urn on uploaded_frameworks (urn);
