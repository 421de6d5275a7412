namespace Tandem.Inspection.Policy;

/// <summary>What a bundle decided for one phase of one request.</summary>
/// <param name="Effect">The effect to carry out.</param>
/// <param name="Rules">The rules that decided, as <c>id@v</c>, in ordinal order of the id; empty when nothing allowed the request.</param>
/// <param name="Reasons">
/// Stable reason codes without duplicates. A block begins with <c>POLICY_BLOCK</c> (phases admit and request) or <c>RESPONSE_BLOCK</c>, followed by
/// the deciding rules' own reasons, or by <c>NO_RULE_ALLOWS</c>; another effect has the deciding rules' reasons alone.
/// </param>
/// <param name="Classes">
/// Finding types to redact, in ordinal order: a whole type, or a prefix that ends in <c>.</c> or <c>*</c>; empty unless the effect is redact.
/// </param>
/// <param name="Errors">What went wrong while evaluating, as <c>id@v: message</c>; such rules counted in the closed direction.</param>
public sealed record PolicyDecision(
    Effect Effect,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Classes,
    IReadOnlyList<string> Errors)
{
    /// <summary>Says whether findings of a type are to be removed from the text.</summary>
    /// <param name="findingType">Detector type, for example <c>fin.credit_card</c>.</param>
    /// <returns>True when the effect is redact and one of <see cref="Classes"/> covers the type.</returns>
    public bool Redacts(string findingType)
    {
        ArgumentNullException.ThrowIfNull(findingType);
        foreach (var pattern in Classes)
        {
            if (TypePattern.Matches(pattern, findingType))
                return true;
        }

        return false;
    }
}
