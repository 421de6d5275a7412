using Tandem.Management.Frameworks;

namespace Tandem.Management.Decisions;

/// <summary>One request in full: the record that completes it, its decision record, and what they speak for.</summary>
/// <param name="Completing">The record that is counted; for a request in flight its decision record.</param>
/// <param name="Decided">The decision record, when it is another one.</param>
/// <param name="IsPending">True while no outcome is recorded.</param>
/// <param name="Held">The fields that the completing record holds.</param>
public sealed record Decision(CheckedRecord Completing, CheckedRecord? Decided, bool IsPending, FieldSet Held)
{
    public RecordMembers Members => Completing.Members;

    /// <summary>The requirements for which the record speaks, with the fields it holds and lacks of each.</summary>
    public IReadOnlyList<SpokenRequirement> Requirements(FrameworkCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return [.. catalogue.Requirements.Where(requirement => requirement.RuntimeEvidence is not null)
            .Select(requirement => new SpokenRequirement(requirement, [.. requirement.RuntimeEvidence!.Fields.Select(field => new SpokenField(field, Held.Holds(RecordFields.Of([field]))))]))
            .OrderByDescending(spoken => spoken.Requirement.RuntimeEvidence!.Strength).ThenByDescending(spoken => spoken.IsComplete)];
    }
}

/// <summary>A requirement with the fields by which a record speaks for it.</summary>
public sealed record SpokenRequirement(Requirement Requirement, IReadOnlyList<SpokenField> Fields)
{
    public bool IsComplete => Fields.All(spoken => spoken.IsHeld);
}

public sealed record SpokenField(string Name, bool IsHeld);
