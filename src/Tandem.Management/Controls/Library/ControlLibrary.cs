using Tandem.Management.Controls.Testing;

namespace Tandem.Management.Controls.Library;

/// <summary>The shipped library of controls, read once at start and never changed while running.</summary>
/// <param name="version">Version of the content.</param>
/// <param name="notice">What the content is and is not.</param>
/// <param name="groups">In the order of the file.</param>
/// <param name="items">In the order of the file.</param>
public sealed class ControlLibrary(string version, string notice, IReadOnlyList<LibraryGroup> groups, IReadOnlyList<LibraryControl> items)
{
    private readonly Dictionary<string, LibraryControl> _byId = items.ToDictionary(item => item.Id, StringComparer.Ordinal);
    private readonly ILookup<string, LibraryControl> _byRequirement =
        items.SelectMany(item => item.Satisfies.Select(requirement => (requirement, item))).ToLookup(pair => pair.requirement, pair => pair.item, StringComparer.Ordinal);

    public string Version { get; } = version;

    public string Notice { get; } = notice;

    public IReadOnlyList<LibraryGroup> Groups { get; } = groups;

    public IReadOnlyList<LibraryControl> Items { get; } = items;

    public LibraryControl? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Items that help to meet a requirement, given by its identifier.</summary>
    public IEnumerable<LibraryControl> Serving(string requirement) => _byRequirement[requirement];
}

public sealed record LibraryGroup(string Id, string Title);

/// <summary>One control of the library.</summary>
public sealed record LibraryControl(string Id, LibraryGroup Group, string Title, string Purpose, string Description, ControlType Type, ControlNature Nature, ControlLevel Level)
{
    /// <summary>Identifiers of requirements.</summary>
    public required IReadOnlyList<string> Satisfies { get; init; }

    public required IReadOnlyList<LibraryClaim> Claims { get; init; }

    public required IReadOnlyList<LibraryTest> Tests { get; init; }

    /// <summary>Who mostly answers for it, as a role.</summary>
    public required string SuggestedOwnerRole { get; init; }

    /// <summary>True when records of the gateway can show one of its claims.</summary>
    public required bool HasGatewayEvidence { get; init; }

    public string Url => $"/control-library/{Id}";
}

/// <summary>A sentence that is true or false, and the kinds of evidence that show it.</summary>
public sealed record LibraryClaim(string Claim, IReadOnlyList<string> EvidenceTypes);

public sealed record LibraryTest(string Procedure, TestCadence Cadence, TestSource Source);
