namespace Tandem.Inspection.Policy.Loading;

/// <summary>What <c>bundle.json</c> says.</summary>
internal sealed record Manifest(
    string Id,
    string Version,
    DateTimeOffset Created,
    string Author,
    IReadOnlyList<string> Approvers,
    DateTimeOffset? NotBefore,
    DateTimeOffset? NotAfter);
