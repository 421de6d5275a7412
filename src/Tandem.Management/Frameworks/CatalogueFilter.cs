using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks;

/// <summary>What of the catalogue is shown, as the address says it.</summary>
public sealed record CatalogueFilter(string Search, Standard? Standard, string Kind, bool OnlyWithRecords)
{
    private const int LongestSearch = 200;

    public static CatalogueFilter Read(IQueryCollection query, Standard? standard)
    {
        ArgumentNullException.ThrowIfNull(query);
        var search = query["q"].ToString().Trim();
        var kind = query["kind"].ToString();
        return new(
            FormText.Start(search, LongestSearch),
            standard,
            kind is "clause" or "control" ? kind : "",
            query["records"] == "yes");
    }

    public bool IsNarrowed => Search.Length > 0 || Standard is not null || Kind.Length > 0 || OnlyWithRecords;

    /// <summary>Every word must be in number, title or summary, in any order and case.</summary>
    public IReadOnlyList<Requirement> Apply(IEnumerable<Requirement> requirements)
    {
        var words = Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. requirements.Where(requirement => IsShown(requirement, words))];
    }

    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var parts = new Dictionary<string, string>();
        if (Search.Length > 0)
            parts["q"] = Search;
        if (Standard is { } standard)
            parts["standard"] = standard.Prefix();
        if (Kind.Length > 0)
            parts["kind"] = Kind;
        if (OnlyWithRecords)
            parts["records"] = "yes";
        return parts;
    }

    private bool IsShown(Requirement requirement, string[] words) =>
        (Standard is not { } standard || requirement.Id.Standard == standard)
        && (Kind.Length == 0 || requirement.Kind == (Kind == "clause" ? RequirementKind.Clause : RequirementKind.Control))
        && (!OnlyWithRecords || requirement.RuntimeEvidence is not null)
        && words.All(word => Contains(requirement.Id.ToString(), word) || Contains(requirement.Title, word) || Contains(requirement.Summary, word));

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
