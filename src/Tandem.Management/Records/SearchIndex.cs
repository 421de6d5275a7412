using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>
/// Finds the records whose words hold a text, by an index of all their parts of three letters, so that a rare word in a hundred thousand records is found at once.
/// PostgreSQL (pg_trgm) takes its index by itself; in SQLite (FTS5) it is a table beside each register.
/// </summary>
internal sealed class SearchIndex(TandemDbContext db)
{
    private const int ShortestIndexed = 3;

    // What more records hold fills a page sooner when rows are looked at in their order.
    private const int MostToShow = 2_000;

    // To count, each has to be looked at either way; the index saves looking at the others.
    private const int MostToCount = 10_000;

    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal); // by table and words, up to one more than the most

    /// <summary>Rows whose search text holds every word.</summary>
    /// <param name="rows">Rows of a register.</param>
    /// <param name="words">In lower case; of any length.</param>
    /// <param name="isCounted">True when all of them are counted, false when the first in some order are shown.</param>
    [SuppressMessage("Security", "EF1002", Justification = "A table's name cannot be a parameter; it comes from the model and is checked, and the words are a parameter.")]
    internal IQueryable<T> Find<T>(IQueryable<T> rows, IReadOnlyList<string> words, bool isCounted)
        where T : Record
    {
        foreach (var word in words)
            rows = rows.Where(record => record.SearchText.Contains(word));
        var indexed = words.Where(word => word.EnumerateRunes().Count() >= ShortestIndexed && !word.Contains('\0', StringComparison.Ordinal)).ToList();
        if (!db.Database.IsSqlite() || indexed.Count == 0)
            return rows;
        var index = IndexOf(TableOf<T>());
        var match = string.Join(" AND ", indexed.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        if (!_found.TryGetValue($"{index} {match}", out var found))
            _found[$"{index} {match}"] = found = db.Database.SqlQueryRaw<int>($"select count(*) as \"Value\" from (select 1 from {index} where {index} match {{0}} limit {MostToCount + 1})", match).AsEnumerable().Single();
        if (found > (isCounted ? MostToCount : MostToShow))
            return rows;
        // Joined and not "in": from the few that the index finds to their rows, whatever else narrows them.
        return db.Database.SqlQueryRaw<long>($"select rowid as \"Value\" from {index} where {index} match {{0}}", match).Join(rows, number => number, record => record.Number, (_, record) => record);
    }

    /// <summary>Names of the registers' tables that have no index yet: what has the columns of a register is one.</summary>
    internal static string TablesWithoutIn(bool isSqlite) => isSqlite
        ? """
          select m.name from sqlite_master m join pragma_table_info(m.name) c
          where m.type = 'table' and c.name in ('number', 'owner_name', 'archived_at', 'search_text') and m.name || '_search_insert' not in (select name from sqlite_master)
          group by m.name having count(*) = 4
          """
        : """
          select table_name from information_schema.columns
          where table_schema = current_schema() and column_name in ('number', 'owner_name', 'archived_at', 'search_text')
          and table_name || '_search' not in (select indexname from pg_indexes where schemaname = current_schema())
          group by table_name having count(*) = 4
          """;

    /// <summary>The statements that make and fill the index of a table.</summary>
    internal static string Create(bool isSqlite, string table) => isSqlite
        ? ForSqlite(Checked(table), IndexOf(table))
        : $"create extension if not exists pg_trgm; create index {IndexOf(Checked(table))} on {table} using gin (search_text gin_trgm_ops)";

    // Known by its first trigger, which goes with the register's table: a table that is made anew gets an index that is.
    // The text itself stays in the register; the index is told of every change by triggers, so that no way of writing misses it.
    private static string ForSqlite(string table, string index) => $"""
        drop table if exists {index};
        create virtual table {index} using fts5(search_text, content='{table}', content_rowid='number', tokenize='trigram');
        create trigger {index}_insert after insert on {table} begin
            insert into {index}(rowid, search_text) values (new.number, new.search_text);
        end;
        create trigger {index}_delete after delete on {table} begin
            insert into {index}({index}, rowid, search_text) values ('delete', old.number, old.search_text);
        end;
        create trigger {index}_update after update of search_text, number on {table} when old.search_text <> new.search_text or old.number <> new.number begin
            insert into {index}({index}, rowid, search_text) values ('delete', old.number, old.search_text);
            insert into {index}(rowid, search_text) values (new.number, new.search_text);
        end;
        insert into {index}({index}) values ('rebuild');
        """;

    private string TableOf<T>() => Checked(db.Model.FindEntityType(typeof(T))!.GetTableName()!);

    private static string IndexOf(string table) => $"{table}_search";

    // Names come from the model, never from a request; what is put into a statement is looked at all the same.
    private static string Checked(string table) =>
        Regex.IsMatch(table, "^[a-z_]{1,40}$", RegexOptions.None, TimeSpan.FromSeconds(1)) ? table : throw new InvalidOperationException($"a register's table is named by lower-case letters and underscores, not `{table}`");
}
