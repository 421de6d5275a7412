using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Frameworks.Aliases;
using Tandem.Management.Search;

namespace Tandem.Management.Frameworks;

/// <summary>Requirements by identifier or words; a number without its standard lists those of both, and a common mistake what is meant by it, with the reason.</summary>
internal sealed class RequirementHits(FrameworkCatalogue catalogue) : ISearchSource
{
    internal const string Type = "requirement";

    public int Order => 40;

    public Task<IReadOnlyList<SearchGroup>> FindAsync(SearchText text, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SearchGroup>>(text.IsEmpty ? [] : Find(text));

    internal static SearchHit Hit(Requirement requirement) =>
        new(Type, requirement.Id.ToString(), requirement.Title, requirement.Kind == RequirementKind.Control ? "clipboard-check" : "list-check", requirement.Url) { Note = requirement.Id.Standard.Edition() };

    private List<SearchGroup> Find(SearchText text)
    {
        const string title = "Requirements";
        // Identifiers are written with a capital A; people type them as they like.
        var resolution = catalogue.Resolve(text.Text.Replace("a.", "A.", StringComparison.Ordinal));
        if (resolution.Requirement is { } meant)
            return [new(title, [Hit(meant)])];
        if (resolution.Aliases.Count > 0)
        {
            var hits = resolution.Aliases.SelectMany(HitsOf).DistinctBy(hit => hit.Path).ToList();
            return [new("Probably meant", hits), new(title, [.. resolution.Candidates.Where(candidate => hits.TrueForAll(hit => hit.Path != candidate.Url)).Select(Hit)])];
        }
        if (resolution.Candidates.Count > 0)
            return [new(title, [.. resolution.Candidates.Select(Hit)])];
        var found = catalogue.Requirements.Where(requirement => text.IsIn($"{requirement.Id} {requirement.Title} {requirement.Summary}")).Take(SearchGroup.Most + 1).ToList();
        return [new(title, [.. found.Take(SearchGroup.Most).Select(Hit)], found.Count > SearchGroup.Most ? QueryHelpers.AddQueryString("/catalogue", "q", text.Text) : null)];
    }

    private static IEnumerable<SearchHit> HitsOf(RequirementAlias alias) => alias.Page is { } page
        ? [new SearchHit("page", "", alias.Reason, "list-details", page)]
        : alias.Meant.Select(requirement => Hit(requirement) with { Note = alias.Reason });
}
