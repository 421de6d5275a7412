using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Decisions.Indexing;

namespace Tandem.Management.Decisions;

/// <summary>What of the decisions is shown, exactly as the page's address says it; what it says wrongly is taken as not said.</summary>
public sealed record DecisionQuery
{
    public const int DefaultSize = 25;

    private const int LongestValue = 200;

    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, 250];

    public DecisionFilter Filter { get; private init; } = DecisionFilter.All;

    public PagePosition Position { get; private init; } = PagePosition.Start;

    public bool OldestFirst { get; private init; }

    public int Size { get; private init; } = DefaultSize;

    /// <summary>`both`, `not-both`, `security`, `ai`, or empty.</summary>
    public string Holds { get; private init; } = "";

    /// <summary>The parts of the address that narrow the rows, by name.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; private init; } = new Dictionary<string, string>();

    public bool IsNarrowed => Parts.Count > 0;

    public static DecisionQuery Read(IQueryCollection query, MinimumFieldSets sets)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sets);
        var parts = new Dictionary<string, string>();
        var outcome = Part("outcome");
        var holds = Part("holds");
        if (holds is not (null or "both" or "not-both" or "security" or "ai"))
        {
            parts.Remove("holds");
            holds = null;
        }
        var from = Time("from");
        var to = Time("to");
        return new DecisionQuery
        {
            Filter = new DecisionFilter
            {
                Outcome = outcome,
                AiSystem = Part("ai"),
                Application = Part("app"),
                Class = Part("class"),
                Reason = Part("reason"),
                Request = Part("req"),
                From = from,
                // A day means the whole of it; an instant is itself.
                To = to is { } day && Part("to") is { Length: 10 } ? day.AddDays(1) : to,
                Holds = holds switch { "both" => sets.Both, "security" => sets.SecurityLogging, "ai" => sets.AiEventLogs, _ => null },
                Lacks = holds == "not-both" ? sets.Both : null,
            },
            Position = new PagePosition(Number("older"), Number("newer")),
            OldestFirst = query["sort"] == "time",
            Size = Number("size") is { } size && Sizes.Contains((int)size) ? (int)size : DefaultSize,
            Holds = holds ?? "",
            Parts = parts,
        };

        string? Part(string name)
        {
            var value = query[name].ToString().Trim();
            if (value.Length is 0 or > LongestValue)
                return null;
            parts[name] = value;
            return value;
        }

        DateTimeOffset? Time(string name)
        {
            var text = Part(name);
            if (text is null)
                return null;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year is > 1970 and < 9000)
                return time;
            parts.Remove(name);
            return null;
        }

        long? Number(string name) => long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public string Part(string name) => Parts.GetValueOrDefault(name, "");

    /// <summary>The address of this view with another place, order or format.</summary>
    public string Url(long? olderThan = null, long? newerThan = null, bool? oldestFirst = null, string? format = null)
    {
        var parts = Parts.Select(part => KeyValuePair.Create<string, string?>(part.Key, part.Value)).ToList();
        if (oldestFirst ?? OldestFirst)
            parts.Add(new("sort", "time"));
        if (Size != DefaultSize)
            parts.Add(new("size", Size.ToString(CultureInfo.InvariantCulture)));
        if (olderThan is { } older)
            parts.Add(new("older", older.ToString(CultureInfo.InvariantCulture)));
        if (newerThan is { } newer)
            parts.Add(new("newer", newer.ToString(CultureInfo.InvariantCulture)));
        if (format is not null)
            parts.Add(new("format", format));
        return QueryHelpers.AddQueryString("/decisions", parts);
    }
}
