using Microsoft.EntityFrameworkCore;

namespace Tandem.Management.Database;

/// <summary>The two engines the model runs on; chosen by the options and by nothing else.</summary>
internal sealed record DatabaseEngine(string Name, string ConnectionString)
{
    internal const string Sqlite = "sqlite";
    internal const string Postgres = "postgres";

    internal bool IsSqlite => Name == Sqlite;

    internal static DatabaseEngine From(ManagementOptions options) => options.IsSqlite
        ? new(Sqlite, $"Data Source={Path.Combine(options.DataFolder, "tandem.db")};Foreign Keys=True;Default Timeout=30")
        : new(Postgres, options.Database);

    internal void Configure(DbContextOptionsBuilder builder)
    {
        if (IsSqlite)
            builder.UseSqlite(ConnectionString);
        else
            builder.UseNpgsql(ConnectionString);
    }
}
