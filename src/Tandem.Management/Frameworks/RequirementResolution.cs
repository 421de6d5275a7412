using Tandem.Management.Frameworks.Aliases;

namespace Tandem.Management.Frameworks;

/// <summary>Either the requirement, or a question with the candidates it names.</summary>
public sealed record RequirementResolution(Requirement? Requirement, string? Question, IReadOnlyList<Requirement> Candidates)
{
    /// <summary>The requirement whose number was written with its standard, where the words beside it show that another one is meant; null otherwise.</summary>
    public Requirement? Named { get; init; }

    /// <summary>Which common mistakes the text is, each with what is meant and why; empty for none.</summary>
    public IReadOnlyList<RequirementAlias> Aliases { get; init; } = [];
}
