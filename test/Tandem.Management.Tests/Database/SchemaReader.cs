using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Tests.Database;

/// <summary>Describes a database's schema as sorted lines, one per column, key, foreign key and index, so that two can be compared.</summary>
internal static class SchemaReader
{
    private const string SqliteSchema = """
        select 'column ' || m.name || '.' || c.name || ' ' || lower(c.type) || case c."notnull" when 1 then ' not null' else '' end || coalesce(' default ' || c.dflt_value, '') || ' pk' || c.pk as "Value"
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite\_%' escape '\'
        union all select 'auto ' || name from sqlite_master where type = 'table' and lower(sql) like '%autoincrement%'
        union all select 'foreign ' || m.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'
        union all select 'index ' || m.name || ' ' || i.name || ' unique' || i."unique" || ' ' || i.origin || ' ' || coalesce((select group_concat(name, ',') from (select name from pragma_index_info(i.name) order by seqno)), '')
        from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table' and i.origin = 'c'
        """;

    private const string PostgresSchema = """
        select 'column ' || table_name || '.' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '') || case is_nullable when 'NO' then ' not null' else '' end || coalesce(' default ' || column_default, '') || ' identity ' || is_identity as "Value"
        from information_schema.columns where table_schema = 'public'
        union all select 'constraint ' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and k.contype <> 'n'
        union all select 'index ' || tablename || ' ' || indexdef from pg_indexes where schemaname = 'public'
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(TandemDbContext db, DatabaseEngine engine)
    {
        var lines = await db.Database.SqlQueryRaw<string>(engine.IsSqlite ? SqliteSchema : PostgresSchema).ToListAsync(TestContext.Current.CancellationToken);
        // The indexes of the search are made from the columns that are there, not by a migration.
        return lines.Where(line => !line.Contains("schema_migrations", StringComparison.Ordinal) && !line.Contains("_search", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
    }
}
