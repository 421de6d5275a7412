create table comments (
    key character varying(16) not null,
    number bigint not null,
    on_type character varying(64) not null,
    on_key character varying(16) not null,
    answer_to character varying(16) not null,
    text text not null,
    author character varying(16) not null,
    written_at timestamp with time zone not null,
    edited_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdrawn_by character varying(16) not null,
    withdrawal_reason character varying(1000) not null,
    version integer not null,
    constraint pk_comments primary key (key)
);
create unique index ix_comments_number on comments (number);
create index ix_comments_on_type_on_key_answer_to_number on comments (on_type, on_key, answer_to, number);
create index ix_comments_answer_to on comments (answer_to);
