using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>Which rows are shown, as the address says it; what it says wrongly is taken as not said.</summary>
public sealed record StatementFilter
{
    private const int LongestSearch = 200;

    public string Search { get; private init; } = "";

    public Standard? Standard { get; private init; }

    /// <summary>Theme or area, with its standard: `iso27001:A.5`.</summary>
    public string Theme { get; private init; } = "";

    public ApplicabilityDecision? Decision { get; private init; }

    public StatementStatus? Status { get; private init; }

    public InclusionReason? Reason { get; private init; }

    public static StatementFilter Read(IQueryCollection query, Standard? standard)
    {
        ArgumentNullException.ThrowIfNull(query);
        var search = query["q"].ToString().Trim();
        return new StatementFilter
        {
            Search = FormText.Start(search, LongestSearch),
            Standard = standard,
            Theme = query["theme"].ToString(),
            Decision = Choice<ApplicabilityDecision>(query["decision"]),
            Status = Choice<StatementStatus>(query["status"]),
            Reason = Choice<InclusionReason>(query["reason"]),
        };
    }

    /// <summary>True when rows are left out.</summary>
    public bool IsNarrowed => ToDictionary().Count > 0;

    public IReadOnlyList<StatementRow> Apply(IEnumerable<StatementRow> rows)
    {
        var words = Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. rows.Where(row => IsShown(row, words))];
    }

    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var parts = new Dictionary<string, string>();
        Add("q", Search);
        Add("standard", Standard?.Prefix());
        Add("theme", Theme);
        Add("decision", Decision?.Value());
        Add("status", Status?.Value());
        Add("reason", Reason?.Value());
        return parts;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                parts[name] = value;
        }
    }

    public string Url(string? format = null)
    {
        var parts = ToDictionary().Select(part => KeyValuePair.Create<string, string?>(part.Key, part.Value)).ToList();
        if (format is not null)
            parts.Add(new("format", format));
        return QueryHelpers.AddQueryString("/statement-of-applicability", parts);
    }

    public static string ThemeKey(RequirementGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return $"{group.Standard.Prefix()}:{group.Prefix}";
    }

    private bool IsShown(StatementRow row, string[] words) =>
        (Standard is not { } standard || row.Requirement.Id.Standard == standard)
        && (Theme.Length == 0 || ThemeKey(row.Requirement.Group) == Theme)
        && (Decision is not { } decision || row.Decision == decision)
        && (Status is not { } status || row.Status == status)
        && (Reason is not { } reason || row.Entry?.IncludeReasons.Contains(reason) == true)
        && words.All(word => Text(row).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Text(StatementRow row) =>
        $"{row.Requirement.Id} {row.Requirement.Title} {row.Requirement.Summary} {string.Join(' ', row.Reasons)} {row.ReasonText} {row.Entry?.Owner}";

    private static T? Choice<T>(string? text)
        where T : struct, Enum => ApplicabilityReasons.TryRead<T>(text, out var value) ? value : null;
}
