create table comments (
    key text not null constraint pk_comments primary key,
    number integer not null,
    on_type text not null,
    on_key text not null,
    answer_to text not null,
    text text not null,
    author text not null,
    written_at text not null,
    edited_at text,
    withdrawn_at text,
    withdrawn_by text not null,
    withdrawal_reason text not null,
    version integer not null
);
create unique index ix_comments_number on comments (number);
create index ix_comments_on_type_on_key_answer_to_number on comments (on_type, on_key, answer_to, number);
create index ix_comments_answer_to on comments (answer_to);
