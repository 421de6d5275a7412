using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Tandem.Management.Database.Sqlite;

/// <summary>Stops a statement that runs for long: the provider looks at no token once SQLite works, and its cancelling does nothing.</summary>
internal static class SqliteInterruption
{
    /// <summary>From now until disposed, cancelling makes the running statement of the connection fail with SQLITE_INTERRUPT.</summary>
    internal static CancellationTokenRegistration On(SqliteConnection connection, CancellationToken cancellation)
    {
        // By reflection: the property's type is of an assembly version that is answered by another one (see SqliteShim), so no compiler accepts it here.
        var handle = (SafeHandle)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!;
        return cancellation.Register(static state => Interrupt(((SafeHandle)state!).DangerousGetHandle()), handle);
    }

    // "It is safe to call this routine from a thread different from the thread that is currently running the database operation." (sqlite3_interrupt)
    private static void Interrupt(nint database) =>
        Marshal.GetDelegateForFunctionPointer<Interruption>(NativeLibrary.GetExport(NativeLibrary.Load(SqliteShim.Library), "sqlite3_interrupt"))(database);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Interruption(nint database);
}
