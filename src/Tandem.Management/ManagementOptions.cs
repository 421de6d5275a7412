using System.Globalization;
using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Management;

/// <summary>Everything the management system must be told; bound once and validated as a whole.</summary>
public sealed record ManagementOptions
{
    /// <summary>Folder for database, keys and ledger of the management system; created when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>`sqlite` (a file in the data folder) or a PostgreSQL connection string; default `sqlite`.</summary>
    public string Database { get; init; } = "sqlite";

    /// <summary>Folder with the data that is content and not code: frameworks, mappings, evidence types.</summary>
    public required string ContentFolder { get; init; }

    /// <summary>Folder of the gateway's log, read only.</summary>
    public required string GatewayLedgerFolder { get; init; }

    /// <summary>File with the public verifier key of the gateway's log, one line.</summary>
    public required string GatewayLogKeyFile { get; init; }

    /// <summary>Address of the gateway's operations listener.</summary>
    public required Uri OperationsUrl { get; init; }

    /// <summary>File with the bearer token of the operations listener.</summary>
    public required string OperationsTokenFile { get; init; }

    /// <summary>Folder to which the inventory is exported for the next policy bundle; created when missing.</summary>
    public required string ExchangeFolder { get; init; }

    /// <summary>Address to listen on, scheme http; `localhost` binds 127.0.0.1 and ::1. Default port 8080.</summary>
    public Uri ListenUrl { get; init; } = new("http://localhost:8080");

    /// <summary>Address under which browsers reach the pages; empty means the listen address. An https address makes cookies secure and sets HSTS.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Origin of the management system's own log, a name without scheme; default `tandem.local/management`.</summary>
    public string Origin { get; init; } = "tandem.local/management";

    /// <summary>Size of a segment of the management system's own log in bytes; 64 KiB to 1 GiB, default 8 MiB.</summary>
    public long LedgerSegmentSizeBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Attempts to sign in per minute and address before 429 is answered; 1 to 1000, default 10.</summary>
    public int SignInAttemptsPerMinute { get; init; } = 10;

    /// <summary>Requests by one access token per minute before 429 is answered; 1 to 100000, default 600.</summary>
    public int TokenRequestsPerMinute { get; init; } = 600;

    /// <summary>A session that is not used for so long ends; 5 minutes to 7 days, default 8 hours.</summary>
    public TimeSpan SessionIdleLimit { get; init; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after so long however much it is used; from <see cref="SessionIdleLimit"/> to 90 days, default 7 days.</summary>
    public TimeSpan SessionLimit { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Program that looks at each uploaded file before it is stored, such as a virus scanner: called with the path of the file alone; 0 means clean, 1 infected, anything else not scanned. Null means that files are not scanned.</summary>
    public string? FileScanCommand { get; init; }

    /// <summary>Longest time a scan of one file may take before the file is refused as not scanned; 1 second to 10 minutes, default 2 minutes.</summary>
    public TimeSpan FileScanLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Identity provider at which people may sign in; null means none.</summary>
    public SignInProvider? SignInProvider { get; init; }

    /// <summary>Source of time; default the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal bool IsSqlite => string.Equals(Database, "sqlite", StringComparison.OrdinalIgnoreCase);

    internal Uri BrowserUrl => PublicUrl ?? ListenUrl;

    internal string KeysFolder => Path.Combine(DataFolder, "keys");

    internal string FilesFolder => Path.Combine(DataFolder, "files");

    internal string LedgerFolder => Path.Combine(DataFolder, "ledger");

    /// <summary>All problems at once, each naming the option to set; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Required(DataFolder, nameof(DataFolder), "name a folder that may be written");
        Required(Database, nameof(Database), "set `sqlite` or a PostgreSQL connection string");
        Required(ContentFolder, nameof(ContentFolder), "name the folder `content` of the installation");
        Required(GatewayLedgerFolder, nameof(GatewayLedgerFolder), "name the folder of the gateway's log");
        Required(GatewayLogKeyFile, nameof(GatewayLogKeyFile), "name the file with the log's verifier key");
        Required(OperationsTokenFile, nameof(OperationsTokenFile), "name the file with the operations token");
        Required(ExchangeFolder, nameof(ExchangeFolder), "name a folder that may be written");
        if (!IsSqlite && !string.IsNullOrWhiteSpace(Database) && !Database.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            problems.Add($"{nameof(Database)}: the value is neither `sqlite` nor a connection string with `Host=`; set one of them");
        if (OperationsUrl is null || !OperationsUrl.IsAbsoluteUri)
            problems.Add($"{nameof(OperationsUrl)}: an absolute address is needed; for example `http://127.0.0.1:8090`");
        if (ListenUrl is null || !ListenUrl.IsAbsoluteUri || ListenUrl.Scheme != "http")
            problems.Add($"{nameof(ListenUrl)}: an absolute http address is needed; put a proxy in front for https and name it in {nameof(PublicUrl)}");
        if (PublicUrl is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.AbsolutePath != "/"))
            problems.Add($"{nameof(PublicUrl)}: an absolute http or https address without a path is needed; `{address}` is none");
        if (string.IsNullOrWhiteSpace(Origin) || Origin.Any(c => char.IsWhiteSpace(c) || c == '+') || Origin.Contains("://", StringComparison.Ordinal))
            problems.Add($"{nameof(Origin)}: `{Origin}` cannot name a log; use a name without scheme, white space and plus sign");
        if (SignInAttemptsPerMinute is < 1 or > 1000)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(SignInAttemptsPerMinute)}: {SignInAttemptsPerMinute} is out of range; set 1 to 1000"));
        if (TokenRequestsPerMinute is < 1 or > 100_000)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(TokenRequestsPerMinute)}: {TokenRequestsPerMinute} is out of range; set 1 to 100000"));
        if (SessionIdleLimit < TimeSpan.FromMinutes(5) || SessionIdleLimit > TimeSpan.FromDays(7))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(SessionIdleLimit)}: {SessionIdleLimit} is out of range; set 5 minutes to 7 days"));
        if (SessionLimit < SessionIdleLimit || SessionLimit > TimeSpan.FromDays(90))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(SessionLimit)}: {SessionLimit} is out of range; set at least {nameof(SessionIdleLimit)}, at most 90 days"));
        if (LedgerSegmentSizeBytes is < 64 * 1024 or > 1024 * 1024 * 1024)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(LedgerSegmentSizeBytes)}: {LedgerSegmentSizeBytes} is out of range; set 65536 to 1073741824"));
        if (FileScanCommand is { } scan && !(Path.IsPathFullyQualified(scan) && File.Exists(scan)))
            problems.Add($"{nameof(FileScanCommand)}: there is no program `{scan}`; name it by its full path, without arguments");
        if (FileScanLimit < TimeSpan.FromSeconds(1) || FileScanLimit > TimeSpan.FromMinutes(10))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(FileScanLimit)}: {FileScanLimit} is out of range; set 1 second to 10 minutes"));
        SignInProvider?.Check(problems);
        if (TimeProvider is null)
            problems.Add($"{nameof(TimeProvider)}: no source of time; leave the default");
        return problems;

        void Required(string? value, string name, string cure)
        {
            if (string.IsNullOrWhiteSpace(value))
                problems.Add($"{name}: no value; {cure}");
        }
    }
}
