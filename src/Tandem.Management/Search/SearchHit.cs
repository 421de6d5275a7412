using Tandem.Management.Ui;

namespace Tandem.Management.Search;

/// <summary>One thing that was found, and where it is.</summary>
/// <param name="Type">Register, such as `ai-system`; `requirement`, `provision`, `decision`, `page` or `action`.</param>
/// <param name="Key">Reference, such as `AIS-0001`; empty for pages and actions.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Icon">Name of a Tabler icon listed in icons.txt.</param>
/// <param name="Path">Where it is.</param>
public sealed record SearchHit(string Type, string Key, string Title, string Icon, string Path)
{
    /// <summary>State in words; null for what has none.</summary>
    public string? State { get; init; }

    public Tone Tone { get; init; }

    /// <summary>A few more words, such as the owner; may be empty.</summary>
    public string Note { get; init; } = "";

    public bool IsArchived { get; init; }

    /// <summary>True for a record or a requirement, which others can be linked with.</summary>
    internal bool IsLinkable => Key.Length > 0 && Type is not ("decision" or "provision");
}

/// <summary>Things of one kind that were found.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Hits">The best or newest of them.</param>
/// <param name="More">Address of the list with all of them; null when these are all.</param>
public sealed record SearchGroup(string Title, IReadOnlyList<SearchHit> Hits, string? More = null)
{
    /// <summary>Most hits of one group.</summary>
    internal const int Most = 8;
}

/// <summary>What came of a search.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Groups">Only groups in which something was found.</param>
/// <param name="Problem">Why nothing was looked for, and what to do; null when it was.</param>
public sealed record SearchAnswer(string Query, IReadOnlyList<SearchGroup> Groups, string? Problem = null)
{
    public int Count => Groups.Sum(group => group.Hits.Count);

    /// <summary>True when a list holds more than is shown here.</summary>
    public bool HasMore => Groups.Any(group => group.More is not null);

    /// <summary>The count in words, as it is shown and said.</summary>
    public string Summary => Count switch
    {
        0 => "nothing found",
        1 => "1 result",
        _ => HasMore ? $"{Count} results shown, the lists hold more" : $"{Count} results",
    };
}
