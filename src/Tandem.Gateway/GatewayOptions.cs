namespace Tandem.Gateway;

/// <summary>Everything the gateway is told at start. Bound once and validated all at once by <see cref="GatewayOptionsValidator"/>.</summary>
public sealed record GatewayOptions
{
    /// <summary>Folder of the gateway's own log; made when missing. Required.</summary>
    public string LedgerFolder { get; init; } = "";

    /// <summary>Folder with <c>log.key</c>, <c>callers.key</c>, <c>pseudonym.key</c> and <c>fingerprint.key</c>, mode 0600 each. Required; never made here.</summary>
    public string KeysFolder { get; init; } = "";

    /// <summary>Folder with <c>active</c> and <c>bundles/</c>. Required; may be empty, then every request is refused with POLICY_NOT_LOADED.</summary>
    public string PolicyFolder { get; init; } = "";

    /// <summary>File that names who may sign bundles, and the quorum. Required; without it no bundle is loaded.</summary>
    public string TrustFile { get; init; } = "";

    /// <summary>File that names the issuers of tokens; null or a missing file = no token is accepted, keys only.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>Derived snapshot of callers' keys; may be deleted at any time, then the log is read from its start. Required.</summary>
    public string StateFile { get; init; } = "";

    /// <summary>File with the credential of the operations listener, mode 0600. Required; 32 characters or more.</summary>
    public string OperationsTokenFile { get; init; } = "";

    /// <summary>Origin of the log: the name of its key, for example <c>gw1.example.org/ledger</c>. Required.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Name of this writer in records. Default <c>gateway</c>.</summary>
    public string Writer { get; init; } = "gateway";

    /// <summary>Label of the organisation in records. Default <c>default</c>.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>Address for callers, <c>http</c>; port 0 takes a free one. Default <c>http://localhost:7181</c>.</summary>
    public string ListenUrl { get; init; } = "http://localhost:7181";

    /// <summary>Address of the operations listener, <c>http</c>; keep it off the callers' network. Default <c>http://localhost:7182</c>.</summary>
    public string OperationsUrl { get; init; } = "http://localhost:7182";

    /// <summary>Source of time. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Requests worked on at once; one more is refused with OVERLOADED. 1 to 100,000, default 1,024.</summary>
    public int MaxConcurrentRequests { get; init; } = 1024;

    /// <summary>Refusals for want of a valid credential that one source address gets recorded one by one in a minute; further ones are shed with RATE_LIMITED. 1 to 100,000, default 100.</summary>
    public int UnauthenticatedPerSource { get; init; } = 100;

    /// <summary>The same for all sources together. 1 to 1,000,000, default 1,000.</summary>
    public int UnauthenticatedInAll { get; init; } = 1000;

    /// <summary>Silence after which a stream that has begun sends a comment, so that nobody takes it for dead. 50 ms to 10 min, default 15 s.</summary>
    public TimeSpan StreamKeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes that all bodies over 1 MiB may hold together. 1 MiB to 64 GiB, default 256 MiB.</summary>
    public long GlobalBodyBudgetBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of a buffered answer that are held for inspection; a larger one is withheld. 64 KiB to 256 MiB, default 16 MiB.</summary>
    public long ResponseLimitBytes { get; init; } = 16L << 20;

    /// <summary>Longest time a request body may take to arrive. 100 ms to 10 min, default 30 s.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time a record may take to be durable before the request is refused. 10 ms to 30 s, default 250 ms.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Size of one file of the log, preallocated; two are kept ready. 64 KiB to 1 GiB, default 64 MiB.</summary>
    public long LedgerSegmentSizeBytes { get; init; } = 64L << 20;

    /// <summary>How often the pointer to the bundle in force is looked at. 50 ms to 1 h, default 1 s.</summary>
    public TimeSpan PolicyInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time that requests in flight get to finish at shutdown. 0 to 10 min, default 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
