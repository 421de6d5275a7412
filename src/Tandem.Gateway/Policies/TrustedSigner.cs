using Tandem.Ledger.Notes;

namespace Tandem.Gateway.Policies;

/// <summary>One person's key, and in which roles a signature with it counts.</summary>
internal sealed record TrustedSigner(string Person, IReadOnlySet<string> Roles, VerifierKey Key)
{
    public const string Author = "author";
    public const string Approver = "approver";
}
