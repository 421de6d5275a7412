using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Exchanges;

/// <summary>Why a request goes no further; a value, because refusing is ordinary work.</summary>
/// <param name="Reason">The code that decides status and wording.</param>
/// <param name="Detail">What is wrong in this case, or null for the code's own sentence; never text of the request.</param>
/// <param name="RuleReasons">Reasons of the rules that decided.</param>
internal sealed record Halt(string Reason, string? Detail, IReadOnlyList<string> RuleReasons)
{
    public static Halt For(string reason, string? detail = null) => new(reason, detail, []);

    /// <summary>A block begins with its code; what follows are the rules' own reasons.</summary>
    public static Halt By(PolicyDecision decision) => new(decision.Reasons[0], null, [.. decision.Reasons.Skip(1)]);

    public IReadOnlyList<string> AllReasons => [Reason, .. RuleReasons];
}
