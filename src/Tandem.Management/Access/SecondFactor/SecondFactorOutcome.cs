using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <param name="IsOn">True when signing in asks for a code.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
public sealed record SecondFactorState(bool IsOn, int CodesLeft);

/// <param name="Errors">What is wrong, by field; nothing when it is done.</param>
/// <param name="RecoveryCodes">New codes, to be shown now and never again.</param>
internal sealed record SecondFactorOutcome(FormErrors Errors, IReadOnlyList<string> RecoveryCodes)
{
    internal static SecondFactorOutcome Refused(string field, string message) => new(new FormErrors().Add(field, message), []);
}
