namespace Tandem.Management.Frameworks.Aliases;

/// <summary>A wrong but common way to name a requirement, and what is meant by it. It leads to the right one with the reason; it never takes its place in silence.</summary>
/// <param name="Id">Its name in the content.</param>
/// <param name="Identifiers">Numbers that are named for something else; empty where the wording is enough.</param>
/// <param name="Wordings">Any of them shows that something else is meant; each is a list of beginnings of words.</param>
/// <param name="Meant">The right requirements; empty where there is none.</param>
/// <param name="Page">Where to look when there is none; null otherwise.</param>
/// <param name="Reason">Why, in a sentence that begins in lower case unless with a name.</param>
public sealed record RequirementAlias(string Id, IReadOnlyList<RequirementId> Identifiers, IReadOnlyList<IReadOnlyList<string>> Wordings, IReadOnlyList<Requirement> Meant, string? Page, string Reason)
{
    /// <summary>True when a text is one of the ways that this is about.</summary>
    internal bool Fits(RequirementText text) =>
        (Identifiers.Count == 0 || (text.Reference is { } reference && Identifiers.Any(id => id.Ref == reference && (text.Standard is null || text.Standard == id.Standard))))
        && Wordings.Any(wording => wording.All(beginning => text.Words.Any(word => word.StartsWith(beginning, StringComparison.Ordinal))));
}
