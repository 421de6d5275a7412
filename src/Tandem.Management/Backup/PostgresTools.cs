using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace Tandem.Management.Backup;

/// <summary>Runs PostgreSQL's own `pg_dump` and `pg_restore` on a database. The password goes by the environment, where other users of the machine do not see it.</summary>
internal static class PostgresTools
{
    /// <exception cref="IOException">The program is missing or failed; the message says what it said.</exception>
    internal static async Task RunAsync(string program, string database, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["--no-password", .. Where(connection), .. arguments])
            start.ArgumentList.Add(argument);
        if (connection.Password is { } password)
            start.Environment["PGPASSWORD"] = password;
        if (connection.SslMode is not SslMode.Prefer)
            start.Environment["PGSSLMODE"] = SslModeOf(connection.SslMode);
        using var process = Start(start);
        try
        {
            var said = process.StandardError.ReadToEndAsync(cancellation);
            await Task.WhenAll(said, process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation), process.WaitForExitAsync(cancellation));
            if (process.ExitCode != 0)
                throw new IOException($"`{program}` failed: {string.Join("; ", (await said).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(5))}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new IOException($"`{start.FileName}` cannot be started ({missing.Message}); install PostgreSQL's client programs, on Debian: apt-get install postgresql-client", missing);
        }
    }

    private static IEnumerable<string> Where(NpgsqlConnectionStringBuilder connection)
    {
        yield return "--host=" + connection.Host;
        yield return "--port=" + connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        yield return "--dbname=" + connection.Database;
        if (connection.Username is { } user)
            yield return "--username=" + user;
    }

    private static string SslModeOf(SslMode mode) => mode switch
    {
        SslMode.Disable => "disable",
        SslMode.Allow => "allow",
        SslMode.Prefer => "prefer",
        SslMode.Require => "require",
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => throw new UnreachableException(),
    };
}
