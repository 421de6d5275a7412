using System.CommandLine;
using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Hosting;

/// <summary>The options of <c>serve</c> and <c>demo</c>: where the data lies and which addresses are used.</summary>
internal sealed class InstallationArguments(string standardFolder)
{
    private const int LongestCommitMs = 30_000;
    private const int LargestSegmentMiB = 1_024;
    private const int MostAttempts = 1_000;

    private readonly Option<string> _data = DataOption.Create(standardFolder);
    private readonly Option<string> _pages = Address("--pages", "address of the pages", "http://localhost:7180");
    private readonly Option<string> _gateway = Address("--gateway", "address that applications call", "http://localhost:7181");
    private readonly Option<string> _operations = Address("--operations", "address of the gateway's operations listener; keep it off the callers' network", "http://localhost:7182");
    private readonly Option<string?> _public = new("--public-pages") { Description = "address under which browsers reach the pages when a proxy with TLS stands in front, for example https://tandem.example.org" };
    private readonly Option<string> _database = new("--database") { Description = "where management keeps its data: sqlite, or a PostgreSQL connection string", DefaultValueFactory = _ => "sqlite" };
    private readonly Option<int> _commit = new("--commit-timeout-ms") { Description = "longest time in milliseconds that a record may take to be durable before its request is refused, 10 to 30000", DefaultValueFactory = _ => 250 };

    private readonly Option<int> _segment = new("--segment-mib") { Description = "size in MiB of one file of the gateway's log, preallocated, 1 to 1024", DefaultValueFactory = _ => 64 };

    private readonly Option<int> _attempts = new("--sign-in-attempts") { Description = "attempts to sign in to the pages that one address has for each minute, 1 to 1000; raise it where many people share an address", DefaultValueFactory = _ => 10 };

    private readonly Option<FileInfo?> _scan = new("--scan-files") { Description = "program that looks at each uploaded file before it is stored, such as a virus scanner: called with the file's path; 0 = clean, 1 = infected, anything else = refused as not scanned" };

    private readonly Option<string?> _provider = new("--sign-in-provider") { Description = "file that describes the identity provider (OpenID Connect) at which people may sign in to the pages" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_data, _pages, _gateway, _operations, _public, _database, _commit, _segment, _attempts, _scan, _provider])
            command.Options.Add(option);
    }

    /// <exception cref="CommandException">The data folder cannot be written, or an address cannot be used.</exception>
    /// <exception cref="Tandem.Management.ManagementOptionsException">The file of the sign-in provider cannot be used.</exception>
    public InstallationOptions Read(ParseResult result)
    {
        var commit = result.GetValue(_commit);
        if (commit is < 10 or > LongestCommitMs)
            throw new CommandException("--commit-timeout-ms must lie between 10 and 30000");
        var segment = result.GetValue(_segment);
        if (segment is < 1 or > LargestSegmentMiB)
            throw new CommandException("--segment-mib must lie between 1 and 1024");
        var attempts = result.GetValue(_attempts);
        if (attempts is < 1 or > MostAttempts)
            throw new CommandException("--sign-in-attempts must lie between 1 and 1000");
        var options = new InstallationOptions(
            DataFolder.Open(result.GetRequiredValue(_data)),
            new Uri(result.GetRequiredValue(_pages)),
            new Uri(result.GetRequiredValue(_gateway)),
            new Uri(result.GetRequiredValue(_operations)),
            result.GetValue(_public) is { } address ? new Uri(address) : null,
            result.GetRequiredValue(_database),
            TimeSpan.FromMilliseconds(commit),
            (long)segment << 20,
            attempts,
            result.GetValue(_scan)?.FullName,
            result.GetValue(_provider) is { } provider ? SignInProviderFile.Read(provider) : null);
        FreeAddress.Check(("--pages", options.Pages), ("--gateway", options.Gateway), ("--operations", options.Operations));
        return options;
    }

    public static Option<string> Address(string name, string description, string standard)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var uri) || uri.Scheme is not "http" || uri.AbsolutePath is not "/" || uri.Port is 0)
                result.AddError($"{name} must be an address such as {standard}");
        });
        return option;
    }
}
