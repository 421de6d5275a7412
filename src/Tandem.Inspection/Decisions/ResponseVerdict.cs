namespace Tandem.Inspection.Decisions;

/// <summary>Result of the check of the answer: member <c>resp</c>, field response.classifier.</summary>
public enum ResponseVerdict
{
    /// <summary>There was no answer to check.</summary>
    None,

    /// <summary>Nothing was found.</summary>
    Clean,

    /// <summary>Something was found and recorded, or removed.</summary>
    Findings,

    /// <summary>The answer was withheld because of what was found.</summary>
    Blocked,
}
