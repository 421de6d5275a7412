namespace Tandem.Management.Decisions.Indexing;

/// <summary>What one record of the log means to the index. Records of other kinds only move the position.</summary>
internal abstract record IndexStep
{
    private IndexStep()
    {
    }

    /// <summary>A decision that lets a request go on; it is counted when its outcome or recovery follows.</summary>
    internal sealed record Await(long Index, string Request, DateTimeOffset Time) : IndexStep;

    /// <summary>INVARIANT (one record per request): the record that completes a request is the one that is counted.</summary>
    internal sealed record Complete(DecisionRow Row) : IndexStep;
}
