using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Links;

/// <summary>What a link leads to, in one line: a record of any register, or a requirement.</summary>
/// <param name="Key">Key of the record, or identifier of the requirement with its standard.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Type">Register, or `requirement`.</param>
/// <param name="Path">Address of its page.</param>
public sealed record LinkEnd(string Key, string Title, string Type, string Path)
{
    public string? State { get; init; }

    public Tone Tone { get; init; }

    /// <summary>Key of the person who answers for it; empty for nobody.</summary>
    public string Owner { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public bool IsArchived { get; init; }

    internal bool IsRequirement => Type == RequirementHits.Type;

    /// <summary>Where its links are shown.</summary>
    internal string LinksPath => IsRequirement ? Path + "#links" : Path + "?tab=links";

    internal static LinkEnd Of(RecordSummary summary) => new(summary.Key, summary.Title, summary.Type, summary.Path)
    {
        State = summary.State,
        Tone = summary.Tone,
        Owner = summary.Owner,
        OwnerName = summary.OwnerName,
        IsArchived = summary.IsArchived,
    };

    internal static LinkEnd Of(Requirement requirement) => new(requirement.Id.ToString(), requirement.Title, RequirementHits.Type, requirement.Url);
}
