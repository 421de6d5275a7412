using Tandem.Management.Frameworks.Aliases;

namespace Tandem.Management.Frameworks;

/// <summary>Finds what a text names. INVARIANT (asked, not guessed): a number without its standard, and one whose wording shows another meaning, are answered with a question.</summary>
internal static class RequirementResolver
{
    internal static RequirementResolution Resolve(FrameworkCatalogue catalogue, string? text)
    {
        var typed = (text ?? "").Trim();
        if (RequirementId.TryParse(typed, out var id, out var problem))
        {
            return catalogue.Find(id) is { } requirement
                ? new(requirement, null, [])
                : new(null, $"`{id}` is in neither the clauses nor the Annex A of {id.Standard.Edition()}; look in the catalogue", []);
        }
        var said = RequirementText.Read(typed);
        var numbered = Numbered(catalogue, typed, said);
        var aliases = catalogue.Aliases.Where(alias => alias.Fits(said)).ToList();
        if (aliases.Count > 0)
            return Mistaken(typed, said, numbered, aliases);
        // Words beside a number with its standard name nothing more; whoever looks for words has the search.
        if (numbered.Count == 0 || said.Standard is not null)
            return new(null, problem, []);
        return new(null, $"`{typed}` does not say which standard; did you mean {Names(numbered)}?", numbered);
    }

    private static List<Requirement> Numbered(FrameworkCatalogue catalogue, string typed, RequirementText said)
    {
        var reference = said.Reference ?? (said.Words.Count == 1 ? typed : "");
        return [.. Standards.All.Where(standard => said.Standard is null || said.Standard == standard).Select(standard => catalogue.Find(standard.Prefix(), reference)).OfType<Requirement>()];
    }

    private static RequirementResolution Mistaken(string typed, RequirementText said, List<Requirement> numbered, List<RequirementAlias> aliases)
    {
        var candidates = aliases.SelectMany(alias => alias.Meant).Concat(numbered).Distinct().ToList();
        var question = candidates.Count == 0 ? "look in the catalogue" : $"did you mean {Names(candidates)}?";
        return new(null, $"`{typed}` is often said for something else: {string.Join(' ', aliases.Select(alias => alias.Reason)).TrimEnd('.')}; {question}", candidates)
        {
            Named = said.Standard is null ? null : numbered.FirstOrDefault(),
            Aliases = aliases,
        };
    }

    private static string Names(IReadOnlyList<Requirement> candidates) => string.Join(" or ", candidates.Select(candidate => $"`{candidate.Id}` ({candidate.Title})"));
}
