namespace Tandem.Inspection.Policy;

/// <summary>One LLM endpoint that routes may use.</summary>
public sealed record UpstreamDefinition
{
    /// <summary>Unique name in the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>Who provides the model, for example <c>openai</c>; written to the record.</summary>
    public required string Provider { get; init; }

    /// <summary>Absolute URL to which the path of the route is added; https unless the address class is loopback or private.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Region as the organisation names it, for example <c>eu</c> or <c>in-house</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Environment variable that holds the credential; null when it comes from a file or none is needed.</summary>
    public string? CredentialEnvironmentVariable { get; init; }

    /// <summary>Absolute path of the file that holds the credential; null when it comes from the environment or none is needed.</summary>
    public string? CredentialFile { get; init; }

    /// <summary>Header that carries the credential: <c>authorization</c> (as a bearer token) or <c>x-api-key</c>.</summary>
    public string AuthHeader { get; init; } = "authorization";

    /// <summary>Where the host's addresses must lie: <c>loopback</c>, <c>private</c> or <c>public</c>.</summary>
    public required string AddressClass { get; init; }

    /// <summary>Longest time to connect: 10 ms to 1 min, default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time from the request's end to the answer's first byte: 10 ms to 1 h, default 2 min.</summary>
    public TimeSpan FirstByteTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
