create table document_sections (
    document_key character varying(16) not null,
    number integer not null,
    place integer not null,
    serves character varying(64) not null,
    heading character varying(300) not null,
    is_from_template boolean not null,
    constraint pk_document_sections primary key (document_key, number, place, serves)
);
create index ix_document_sections_serves on document_sections (serves);
