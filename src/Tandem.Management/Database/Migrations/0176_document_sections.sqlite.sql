create table document_sections (
    document_key text not null,
    number integer not null,
    place integer not null,
    serves text not null,
    heading text not null,
    is_from_template integer not null,
    constraint pk_document_sections primary key (document_key, number, place, serves)
);
create index ix_document_sections_serves on document_sections (serves);
