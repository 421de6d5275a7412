create table framework_editions (
    framework_key character varying(16) not null,
    number bigint not null,
    format character varying(16) not null,
    kind character varying(32) not null,
    ref character varying(200) not null,
    name character varying(500) not null,
    edition character varying(500) not null,
    publisher character varying(500) not null,
    locale character varying(35) not null,
    copyright text not null,
    description text not null,
    parts integer not null,
    sha256 character varying(64) not null,
    file_name character varying(150) not null,
    uploaded_at timestamp with time zone not null,
    uploaded_by character varying(200) not null,
    version integer not null,
    constraint pk_framework_editions primary key (framework_key, number)
);
create table framework_parts (
    framework_key character varying(16) not null,
    number bigint not null,
    place integer not null,
    urn character varying(300) not null,
    parent_urn character varying(300) not null,
    ref character varying(200) not null,
    title character varying(1000) not null,
    text text not null,
    note text not null,
    depth integer not null,
    is_assessable boolean not null,
    groups text not null,
    search_text text not null,
    constraint pk_framework_parts primary key (framework_key, number, place)
);
create table uploaded_frameworks (
    key character varying(16) not null,
    urn character varying(300) not null,
    name character varying(500) not null,
    latest_edition bigint not null,
    created_at timestamp with time zone not null,
    created_by character varying(200) not null,
    updated_at timestamp with time zone not null,
    updated_by character varying(200) not null,
    archived_at timestamp with time zone,
    version integer not null,
    constraint pk_uploaded_frameworks primary key (key)
);
create unique index ix_uploaded_frameworks_urn on uploaded_frameworks (urn);
