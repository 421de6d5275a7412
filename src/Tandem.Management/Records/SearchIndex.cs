using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>
/// Finds the records whose words hold a text, by an index of all their parts of three letters, so that a rare word in a hundred thousand records is found at once.
/// PostgreSQL (pg_trgm) takes its index by itself; in SQLite (FTS5) it is a table beside each register.
/// </summary>
internal static class SearchIndex
{
    private const int ShortestIndexed = 3;

    // A word that more records hold narrows little: rows in their order are looked at until a page is full.
    private const int MostByIndex = 2_000;

    /// <summary>Rows whose search text holds a word.</summary>
    /// <param name="db">Of which the rows are.</param>
    /// <param name="rows">Rows of a register.</param>
    /// <param name="word">In lower case; of any length.</param>
    internal static IQueryable<T> Find<T>(TandemDbContext db, IQueryable<T> rows, string word)
        where T : Record
    {
        var found = rows.Where(record => record.SearchText.Contains(word));
        if (!db.Database.IsSqlite() || word.Length < ShortestIndexed || word.Contains('\0', StringComparison.Ordinal))
            return found;
        var index = IndexOf(TableOf<T>(db));
        var quoted = $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var isRare = db.Database.SqlQueryRaw<int>($"select count(*) as \"Value\" from (select 1 from {index} where {index} match {{0}} limit {MostByIndex + 1})", quoted).AsEnumerable().Single() <= MostByIndex;
        if (!isRare)
            return found;
        var numbers = db.Database.SqlQueryRaw<long>($"select rowid as \"Value\" from {index} where {index} match {{0}}", quoted);
        return found.Where(record => numbers.Contains(record.Number));
    }

    /// <summary>Names of the registers' tables that have no index yet: what has the columns of a register is one.</summary>
    internal static string TablesWithoutIn(bool isSqlite) => isSqlite
        ? """
          select m.name from sqlite_master m join pragma_table_info(m.name) c
          where m.type = 'table' and c.name in ('number', 'owner_name', 'archived_at', 'search_text') and m.name || '_search' not in (select name from sqlite_master)
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

    // The text itself stays in the register; the index is told of every change by triggers, so that no way of writing misses it.
    private static string ForSqlite(string table, string index) => $"""
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

    private static string TableOf<T>(TandemDbContext db) => Checked(db.Model.FindEntityType(typeof(T))!.GetTableName()!);

    private static string IndexOf(string table) => $"{table}_search";

    // Names come from the model, never from a request; what is put into a statement is looked at all the same.
    private static string Checked(string table) =>
        Regex.IsMatch(table, "^[a-z_]{1,40}$", RegexOptions.None, TimeSpan.FromSeconds(1)) ? table : throw new InvalidOperationException($"a register's table is named by lower-case letters and underscores, not `{table}`");
}
