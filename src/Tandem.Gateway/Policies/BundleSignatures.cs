using System.Text;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Notes;

namespace Tandem.Gateway.Policies;

/// <summary>
/// Checks a bundle's SIGNATURES by the gateway's own trust list: the note says exactly this bundle, enough different persons signed
/// it, the author and the approvers it names are among them, and nobody approved their own work.
/// </summary>
internal static class BundleSignatures
{
    public static void Check(PolicyBundle bundle, ReadOnlyMemory<byte> signatures, TrustList trust, ICollection<string> problems)
    {
        SignedNote note;
        try
        {
            note = SignedNote.Parse(signatures);
        }
        catch (NoteFormatException exception)
        {
            problems.Add($"{PolicyBundle.SignaturesFile} is no signed note: {exception.Message}");
            return;
        }

        if (!note.Text.Span.SequenceEqual(Encoding.UTF8.GetBytes(bundle.SignedText)))
        {
            problems.Add($"{PolicyBundle.SignaturesFile} signs another bundle than this one; sign id, version and hash of this content");
            return;
        }

        var signed = trust.Signers.Where(signer => note.IsSignedBy(signer.Key)).ToArray();
        var authors = Persons(signed, TrustedSigner.Author);
        var approvers = Persons(signed, TrustedSigner.Approver);
        var persons = signed.Select(signer => signer.Person).Distinct(StringComparer.Ordinal).Count();
        if (persons < trust.Quorum) problems.Add($"{PolicyBundle.SignaturesFile} carries trusted signatures of {persons} persons; {trust.Quorum} are needed");
        if (!authors.Any(author => approvers.Any(approver => !string.Equals(author, approver, StringComparison.Ordinal))))
        {
            problems.Add($"{PolicyBundle.SignaturesFile} needs a trusted author and another person as trusted approver");
        }

        // The record names author and approvers of the bundle, so what the bundle says about them must have been signed by them.
        if (!authors.Contains(bundle.Author)) problems.Add($"bundle.json names `{bundle.Author}` as author, who did not sign it in that role");
        foreach (var approver in bundle.Approvers.Where(approver => !approvers.Contains(approver)))
        {
            problems.Add($"bundle.json names `{approver}` as approver, who did not sign it in that role");
        }
    }

    private static HashSet<string> Persons(IEnumerable<TrustedSigner> signers, string role) =>
        signers.Where(signer => signer.Roles.Contains(role)).Select(signer => signer.Person).ToHashSet(StringComparer.Ordinal);
}
