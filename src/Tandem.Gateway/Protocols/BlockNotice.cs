namespace Tandem.Gateway.Protocols;

/// <summary>Why an answer is withheld, as the caller may know it; never the text that was matched.</summary>
/// <param name="Reason">A code of <see cref="ReasonCodes"/>, for an answer usually <c>RESPONSE_BLOCK</c>.</param>
/// <param name="DecisionId">The decision id that the caller can quote.</param>
/// <param name="RuleReasons">Reasons named by policy rules; may be empty.</param>
/// <param name="Model">The model the caller asked for, stated in the replacement.</param>
internal sealed record BlockNotice(string Reason, string DecisionId, IReadOnlyList<string> RuleReasons, string Model)
{
    public string Message => new RefusalNotice(RefusalReason.Of(Reason), DecisionId, null, RuleReasons).Message;
}
