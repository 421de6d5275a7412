using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Xunit;

namespace Tandem.Testing.Postgres;

/// <summary>A real PostgreSQL from the system's packages, started by the test run on a Unix socket in a folder of its own and gone afterwards.</summary>
/// <remarks>Use it as an assembly fixture; each test takes a database of its own by <see cref="CreateDatabaseAsync"/>.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "tandem-pg-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
    private readonly string _port = RandomNumberGenerator.GetInt32(20_000, 60_000).ToString(CultureInfo.InvariantCulture);
    private readonly Lazy<Task> _start;
    private string? _binaries;
    private int _databases;

    public PostgresServer() => _start = new(StartAsync);

    // Started by the first test that needs it, so that a run of other tests pays nothing.
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes a database and returns its connection string.</summary>
    /// <param name="template">Connection string of a database that nobody uses and that the new one is a copy of; without it the new one is empty.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or it did not start; the message says what to do.</exception>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        await _start.Value;
        var name = "t" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await RunAsync("createdb", "-h", _folder, "-p", _port, "-U", "postgres", "-T", template is null ? "template0" : NameIn(template), name);
        return $"Host={_folder};Port={_port};Username=postgres;Database={name};Pooling=false";
    }

    /// <summary>Makes an empty database that belongs to a role without any other right, as an operator would, and returns its connection string.</summary>
    /// <exception cref="InvalidOperationException">As <see cref="CreateDatabaseAsync"/>.</exception>
    public async Task<string> CreateOwnedDatabaseAsync()
    {
        var database = await CreateDatabaseAsync();
        var owner = "owner_of_" + NameIn(database);
        await ExecuteAsync(database, $"create role {owner} login nosuperuser nocreatedb nocreaterole");
        await ExecuteAsync(database, $"alter database {NameIn(database)} owner to {owner}");
        return database.Replace("Username=postgres", "Username=" + owner, StringComparison.Ordinal);
    }

    /// <summary>Runs SQL in a database that <see cref="CreateDatabaseAsync"/> made.</summary>
    /// <param name="connection">Its connection string.</param>
    /// <param name="sql">Statements.</param>
    public Task ExecuteAsync(string connection, string sql)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return RunAsync("psql", "-h", _folder, "-p", _port, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-d", NameIn(connection), "-c", sql);
    }

    private static string NameIn(string connection) =>
        connection.Split(';').Single(part => part.StartsWith("Database=", StringComparison.Ordinal))["Database=".Length..];

    public async ValueTask DisposeAsync()
    {
        if (!_start.IsValueCreated || _binaries is null)
            return;
        if (File.Exists(Path.Combine(_folder, "data", "postmaster.pid")))
            await RunAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        _binaries = FindBinaries();
        Directory.CreateDirectory(_folder);
        if (IsRoot)
            await RunAsync(asPostgres: false, "chown", "postgres", _folder);
        var data = Path.Combine(_folder, "data");
        await RunAsync("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await RunAsync("pg_ctl", "-D", data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
            $"-p {_port} -k {_folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off", "start");
    }

    private static string FindBinaries()
    {
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return packaged.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed and these tests need a real one; install it (Debian and Ubuntu: apt-get install postgresql) and run them again");
    }

    private Task RunAsync(string program, params string[] arguments) =>
        RunAsync(asPostgres: true, Path.Combine(_binaries!, program), arguments);

    private static async Task RunAsync(bool asPostgres, string program, params string[] arguments)
    {
        // PostgreSQL refuses to run as root; as root it runs as the user its package made.
        string[] command = asPostgres && IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments] : [program, .. arguments];
        // Output goes to a file and not to a pipe: the server inherits it from pg_ctl and would keep the pipe open.
        var log = Path.GetTempFileName();
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, .. command]) { WorkingDirectory = "/" };
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"`{Path.GetFileName(program)}` failed with exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {await File.ReadAllTextAsync(log)}");
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static bool IsRoot => Environment.UserName == "root";
}
