namespace Tandem.Inspection.Policy;

/// <summary>One way in: a path, the dialect spoken there and the upstream behind it.</summary>
public sealed record RouteDefinition
{
    /// <summary>Default limit of the request body: 8 MiB.</summary>
    public const long DefaultBodyLimitBytes = 8L << 20;

    /// <summary>Highest limit of the request body that a bundle may set: 64 MiB.</summary>
    public const long MaxBodyLimitBytes = 64L << 20;

    /// <summary>Unique name of the route in the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>Path that callers use, for example <c>/v1/chat/completions</c>; unique in the bundle, exact match.</summary>
    public required string Path { get; init; }

    /// <summary><c>openai.chat</c> or <c>anthropic.messages</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>Name of the upstream; always one of the bundle's.</summary>
    public required string Upstream { get; init; }

    /// <summary>Purpose that requests on this route declare unless they say otherwise.</summary>
    public required string Purpose { get; init; }

    /// <summary>AI system whose callers alone may use the route; null = any of the inventory.</summary>
    public string? AiSystem { get; init; }

    /// <summary>Models that may be asked for, by the name that callers use; never empty.</summary>
    public required IReadOnlyDictionary<string, ModelDefinition> Models { get; init; }

    /// <summary>Limit of the request body in bytes: 1 to <see cref="MaxBodyLimitBytes"/>.</summary>
    public long BodyLimitBytes { get; init; } = DefaultBodyLimitBytes;

    /// <summary><c>window</c>: release what can no longer match; <c>hold</c>: release the answer when it is complete.</summary>
    public string ResponseMode { get; init; } = "window";

    /// <summary>Longest time for one request from first byte in to last byte out: 100 ms to 1 h, default 10 min.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long records of this route are kept, an ISO 8601 duration in years, months and days, default <c>P3Y</c>.</summary>
    public string Retention { get; init; } = "P3Y";
}
