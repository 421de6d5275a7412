namespace Tandem.Inspection.Policy.Cel;

internal enum CelKind
{
    /// <summary>An expression that has an error already; suppresses errors that only follow from it.</summary>
    Unknown,
    Bool,
    Int,
    String,
    Timestamp,
    Duration,
    List,
    CountMap,
    Message,
}

/// <summary>Type of an expression. <see cref="Values"/> bounds a text to known values, so that a misspelt one is found at load.</summary>
internal sealed class CelType
{
    private CelType(CelKind kind) => Kind = kind;

    public static CelType Unknown { get; } = new(CelKind.Unknown);

    public static CelType Bool { get; } = new(CelKind.Bool);

    public static CelType Int { get; } = new(CelKind.Int);

    public static CelType String { get; } = new(CelKind.String);

    public static CelType Timestamp { get; } = new(CelKind.Timestamp);

    public static CelType Duration { get; } = new(CelKind.Duration);

    /// <summary>Detector type to number of findings; a type without findings is absent, and indexing it gives 0.</summary>
    public static CelType CountMap { get; } = new(CelKind.CountMap);

    public static CelType StringList { get; } = ListOf(String);

    public CelKind Kind { get; }

    /// <summary>Element of a list; <see cref="Unknown"/> for the empty list, which goes with every other.</summary>
    public CelType Element { get; private init; } = null!;

    public IReadOnlyList<string>? Values { get; private init; }

    public IReadOnlyDictionary<string, FactField> Fields { get; private init; } = null!;

    public bool IsScalar => Kind is >= CelKind.Bool and <= CelKind.Duration;

    public static CelType ListOf(CelType element) => new(CelKind.List) { Element = element };

    public static CelType OneOf(IReadOnlyList<string> values) => new(CelKind.String) { Values = values };

    public static CelType Message(params ReadOnlySpan<FactField> fields)
    {
        var byName = new Dictionary<string, FactField>(StringComparer.Ordinal);
        foreach (var field in fields)
            byName.Add(field.Name, field);
        return new CelType(CelKind.Message) { Fields = byName };
    }

    public bool IsSameAs(CelType other) =>
        Kind == CelKind.Unknown || other.Kind == CelKind.Unknown
        || (Kind == other.Kind && (Kind != CelKind.List || Element.IsSameAs(other.Element)));

    public override string ToString() => Kind switch
    {
        CelKind.List => Element.Kind == CelKind.Unknown ? "list" : $"list({Element})",
        CelKind.CountMap => "map(string, int)",
        CelKind.Message => "group of facts",
        CelKind.Bool => "bool",
        CelKind.Int => "int",
        CelKind.String => "string",
        CelKind.Timestamp => "timestamp",
        CelKind.Duration => "duration",
        _ => "unknown",
    };
}
