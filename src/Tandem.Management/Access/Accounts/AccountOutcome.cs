using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>What became of a change of an account.</summary>
/// <param name="Errors">What is wrong, by field; nothing when it is done; null when there is no such account.</param>
/// <param name="Link">A link just made, to be shown now and never again.</param>
/// <param name="Account">Which account it is about, when it is known only afterwards.</param>
internal sealed record AccountOutcome(FormErrors? Errors, Uri? Link = null, Guid? Account = null)
{
    internal static AccountOutcome Done { get; } = new(FormErrors.None);

    internal static AccountOutcome Missing { get; } = new((FormErrors?)null);

    internal static AccountOutcome Refused(string message, string field = "") => new(new FormErrors().Add(field, message));

    // A record writes its members into its text; the link is a secret.
    public override string ToString() => nameof(AccountOutcome);
}
