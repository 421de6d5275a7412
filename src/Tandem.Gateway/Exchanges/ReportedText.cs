using Tandem.Gateway.Protocols;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>What an upstream reports about itself, made fit for a record: bounded, plain, never free text.</summary>
internal static class ReportedText
{
    private const int MaximumLength = 128;

    /// <summary>A model's name; anything that does not look like one is not recorded.</summary>
    public static string Of(string? model) =>
        model is { Length: > 0 and <= MaximumLength } && model.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or ':' or '/' or '@') ? model : "none";

    public static TokenUsage Of(TokenCounts tokens) =>
        tokens is { Input: null, Output: null } ? TokenUsage.None : new TokenUsage(Bounded(tokens.Input), Bounded(tokens.Output), "reported");

    private static long Bounded(long? count) => Math.Clamp(count ?? 0, 0, 1L << 40);
}
