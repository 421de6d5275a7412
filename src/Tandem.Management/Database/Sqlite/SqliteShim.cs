using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Tandem.Management.Database.Sqlite;

/// <summary>Lets EF Core's SQLite provider run on the SQLitePCLRaw version that restores and on the system's library. See README.md here.</summary>
internal static class SqliteShim
{
    internal const string Library = "libsqlite3.so.0";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "No host and no test may forget it, and it must run before the provider's first type is loaded.")]
    internal static void Install()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name is "SQLitePCLRaw.core" && name.Version is not null
            ? context.LoadFromAssemblyName(new AssemblyName(name.Name))
            : null;
        Configure();
    }

    /// <summary>Says what to install when the system's library is missing; called at start-up, before the first connection.</summary>
    /// <exception cref="InvalidOperationException">The library cannot be loaded.</exception>
    internal static void RequireLibrary()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
            throw new InvalidOperationException(
                $"the system library `{Library}` is missing; install it (Debian and Ubuntu: apt-get install libsqlite3-0) or set a PostgreSQL connection string");
    }

    // In a method of its own: the resolver above must be in place before these types are compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Configure()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, static (_, _, _) => NativeLibrary.Load(Library));
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }
}
