namespace Tandem.Management.Decisions.Indexing;

/// <summary>Tables of `decisions.db`. A change of anything here raises <see cref="Version"/>, and the index is built anew from the log.</summary>
internal static class DecisionIndexSchema
{
    internal const long Version = 2;

    /// <summary>Alarms outlive a rebuild: that a log became shorter must not be forgotten because the index was made anew.</summary>
    internal const string Alarms = "create table if not exists alarm (number integer primary key, at integer not null, text text not null)";

    internal const string Drop = """
        drop table if exists meta;
        drop table if exists decision;
        drop table if exists tag;
        drop table if exists pending;
        drop table if exists profile;
        drop table if exists traffic;
        drop table if exists facet;
        """;

    internal const string Create = """
        create table meta (name text primary key, value text not null) without rowid;
        create table decision (
            idx integer primary key,
            decision_idx integer not null unique,
            at integer not null,
            req text not null,
            dec text not null,
            ai text not null,
            app text not null,
            fields integer not null,
            leaf blob not null);
        create index decision_at on decision (at, dec);
        create index decision_req on decision (req);
        create index decision_dec on decision (dec, idx);
        create index decision_ai on decision (ai, idx);
        create index decision_app on decision (app, idx);
        create index decision_fields on decision (fields, idx);
        create table tag (kind text not null, value text not null, idx integer not null, primary key (kind, value, idx)) without rowid;
        create table pending (idx integer primary key, req text not null, at integer not null);
        create table profile (
            fields integer primary key, count integer not null, first_at integer not null, last_at integer not null, first_idx integer not null, last_idx integer not null);
        create table traffic (ai text primary key, count integer not null, blocked integer not null, redacted integer not null, last_at integer not null) without rowid;
        create table facet (kind text not null, value text not null, count integer not null, primary key (kind, value)) without rowid;
        """;
}
