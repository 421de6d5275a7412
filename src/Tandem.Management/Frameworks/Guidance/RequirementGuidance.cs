namespace Tandem.Management.Frameworks.Guidance;

/// <summary>How a requirement can be put into practice, in our own words. It is advice and no text of the standard: it stands on the requirement's page and is no part of the statement of applicability.</summary>
public sealed record RequirementGuidance
{
    public required IReadOnlyList<string> How { get; init; }

    public required IReadOnlyList<string> CommonMistakes { get; init; }

    /// <summary>Work under ISO/IEC 27001 that can be extended, strongest first; empty where nothing is strong enough.</summary>
    public required IReadOnlyList<ExtendedWork> Extends { get; init; }

    /// <summary>Empty when none is named.</summary>
    public required string FirstStep { get; init; }

    public required EffortHint? Effort { get; init; }

    /// <summary>What AI adds to a control of ISO/IEC 27001; empty when it adds nothing worth noting.</summary>
    public required string AiAngle { get; init; }
}

/// <summary>Work that is there already for another requirement, and what comes to it.</summary>
public sealed record ExtendedWork(Requirement Requirement, string Note);

/// <summary>Size of the work for an organisation that already runs ISO/IEC 27001.</summary>
public enum EffortHint
{
    Days,
    Weeks,
    Months,
}

internal static class EffortHints
{
    internal static string Words(this EffortHint effort) => effort switch
    {
        EffortHint.Days => "days",
        EffortHint.Weeks => "weeks",
        EffortHint.Months => "a month or more",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
