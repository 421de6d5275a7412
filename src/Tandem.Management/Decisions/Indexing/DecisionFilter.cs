namespace Tandem.Management.Decisions.Indexing;

/// <summary>Which requests a list, a count or an export is about. A null member does not filter.</summary>
public sealed record DecisionFilter
{
    public static readonly DecisionFilter All = new();

    /// <summary>`allow`, `redact` or `block`.</summary>
    public string? Outcome { get; init; }

    public string? AiSystem { get; init; }

    public string? Application { get; init; }

    /// <summary>A class of data found in the prompt or in the answer.</summary>
    public string? Class { get; init; }

    public string? Reason { get; init; }

    /// <summary>The decision id as the caller was shown it.</summary>
    public string? Request { get; init; }

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only requests whose record holds all of these fields.</summary>
    public FieldSet? Holds { get; init; }

    /// <summary>Only requests whose record lacks at least one of these fields.</summary>
    public FieldSet? Lacks { get; init; }

    internal (string Where, List<(string, object)> Parameters) ToSql()
    {
        var conditions = new List<string> { "1 = 1" };
        var parameters = new List<(string, object)>();
        Add("dec = $dec", "$dec", Outcome);
        Add("ai = $ai", "$ai", AiSystem);
        Add("app = $app", "$app", Application);
        Add("req = $req", "$req", Request);
        Add("idx in (select idx from tag where kind = 'class' and value = $class)", "$class", Class);
        Add("idx in (select idx from tag where kind = 'reason' and value = $reason)", "$reason", Reason);
        Add("at >= $from", "$from", From is { } from ? DecisionRow.ToMicroseconds(from) : null);
        Add("at < $to", "$to", To is { } to ? DecisionRow.ToMicroseconds(to) : null);
        Add("(fields & $holds) = $holds", "$holds", Holds is { } holds ? unchecked((long)holds.Bits) : null);
        Add("(fields & $lacks) <> $lacks", "$lacks", Lacks is { } lacks ? unchecked((long)lacks.Bits) : null);
        return (string.Join(" and ", conditions), parameters);

        void Add(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }
}
