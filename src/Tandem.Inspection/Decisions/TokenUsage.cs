namespace Tandem.Inspection.Decisions;

/// <summary>Tokens used: member <c>tok</c>, field usage.tokens.</summary>
/// <param name="In">Tokens of the request; 0 when not known.</param>
/// <param name="Out">Tokens of the answer; 0 when not known.</param>
/// <param name="Source"><c>reported</c> by the provider, or <c>none</c>.</param>
public sealed record TokenUsage(long In, long Out, string Source)
{
    /// <summary>Nothing was reported.</summary>
    public static TokenUsage None { get; } = new(0, 0, "none");
}
