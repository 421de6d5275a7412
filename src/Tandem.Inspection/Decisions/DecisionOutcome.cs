namespace Tandem.Inspection.Decisions;

/// <summary>How a request ended: member <c>end</c>.</summary>
public enum DecisionOutcome
{
    /// <summary>A decision that still awaits its outcome.</summary>
    Pending,

    /// <summary>The answer was released whole.</summary>
    Complete,

    /// <summary>The request was refused before anything was forwarded.</summary>
    Refused,

    /// <summary>The upstream could not be reached, was too slow or answered with an error.</summary>
    UpstreamError,

    /// <summary>The caller went away.</summary>
    ClientAbort,

    /// <summary>The answer was withheld, wholly or from some point on.</summary>
    Blocked,

    /// <summary>The gateway stopped before the outcome was known.</summary>
    Crash,
}
