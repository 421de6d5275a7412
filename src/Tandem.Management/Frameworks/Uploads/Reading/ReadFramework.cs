namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>A framework as a file describes it, checked whole.</summary>
public sealed record ReadFramework
{
    /// <summary>What it is known by, whatever its version.</summary>
    public required string Urn { get; init; }

    /// <summary>Greater for a later one.</summary>
    public required long Number { get; init; }

    public required FrameworkFormat Format { get; init; }

    public required External.FrameworkKind Kind { get; init; }

    public required string Ref { get; init; }

    public required string Name { get; init; }

    public required string Edition { get; init; }

    public required string Publisher { get; init; }

    public required string Locale { get; init; }

    public required string Copyright { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<ReadNode> Nodes { get; init; }
}

/// <summary>A part of a framework.</summary>
public sealed record ReadNode
{
    /// <summary>What it is known by within the framework, in every version.</summary>
    public required string Urn { get; init; }

    /// <summary>Of the part above it; null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>Its number; empty for none.</summary>
    public required string Ref { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required bool IsAssessable { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    public string Note { get; init; } = "";

    /// <summary>1 at the top; set when all parts are known.</summary>
    public int Depth { get; init; } = 1;

    public required string Place { get; init; }
}
