using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>Whether a control of Annex A applies in the system of its own standard.</summary>
public enum ApplicabilityDecision
{
    Undecided,
    Yes,
    No,
}

/// <summary>Why a control is in.</summary>
public enum InclusionReason
{
    RiskTreatment,
    Law,
    Contract,
    InterestedParty,
    BusinessPractice,
    Inherited,
}

/// <summary>Why a control is out.</summary>
public enum ExclusionReason
{
    NotRelevant,
    RiskDoesNotNeed,
    NotRequiredByLaw,
    OutsideScope,
    ProvidedByOther,
}

/// <summary>The same words in data, forms, pages and exports.</summary>
public static class ApplicabilityReasons
{
    public static readonly IReadOnlyList<Choice> Decisions = [new("undecided", "Not decided yet"), new("yes", "Applies"), new("no", "Does not apply")];

    public static readonly IReadOnlyList<Choice> Inclusion =
    [
        new("riskTreatment", "Treats a risk"),
        new("law", "Required by law"),
        new("contract", "Required by contract"),
        new("interestedParty", "An interested party needs it"),
        new("businessPractice", "Good business practice"),
        new("inherited", "Inherited from another unit or system"),
    ];

    public static readonly IReadOnlyList<Choice> Exclusion =
    [
        new("notRelevant", "Nothing here that it could protect or govern"),
        new("riskDoesNotNeed", "Risk assessment shows no need"),
        new("notRequiredByLaw", "Not required, or law excepts us"),
        new("outsideScope", "Outside the scope of the management system"),
        new("providedByOther", "Another organisation provides it"),
    ];

    public static string Value(this ApplicabilityDecision decision) => Camel(decision.ToString());

    public static string Value(this InclusionReason reason) => Camel(reason.ToString());

    public static string Value(this ExclusionReason reason) => Camel(reason.ToString());

    public static string Label(this ApplicabilityDecision decision) => Label(Decisions, decision.Value());

    public static string Label(this InclusionReason reason) => Label(Inclusion, reason.Value());

    public static string Label(this ExclusionReason reason) => Label(Exclusion, reason.Value());

    /// <summary>Reads one of the values above, and nothing else: no numbers, no other case.</summary>
    public static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Camel(candidate.ToString()) == text)
            {
                value = candidate;
                return true;
            }
        }
        value = default;
        return false;
    }

    private static string Label(IReadOnlyList<Choice> choices, string value) => choices.First(choice => choice.Value == value).Label;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
