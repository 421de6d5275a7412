using Tandem.Management.Frameworks;

namespace Tandem.Management.Evidence.Suitability;

/// <summary>Whether a kind of evidence can show something.</summary>
public enum Fit
{
    Suitable,

    /// <summary>Allowed, and nobody has said that it shows it.</summary>
    Uncertain,

    Unsuitable,
}

/// <summary>Says what the catalogue says of kinds of evidence for requirements. INVARIANT (32): what a requirement refuses never counts for it.</summary>
internal static class EvidenceSuitability
{
    /// <param name="requirement">What is to be shown.</param>
    /// <param name="kind">Identifier of the kind; empty for one of the organisation's own.</param>
    /// <returns>The fit, and why, as a sentence without a full stop; null where it is suitable.</returns>
    internal static (Fit Fit, string? Why) For(Requirement requirement, string kind)
    {
        if (requirement.UnsuitableEvidence.FirstOrDefault(refused => refused.Type.Id == kind) is { } unsuitable)
            return (Fit.Unsuitable, $"`{kind}` does not evidence {requirement.Id}: {unsuitable.Reason.TrimEnd('.')}");
        if (kind.Length > 0 && requirement.Evidence.Any(type => type.Id == kind))
            return (Fit.Suitable, null);
        return (Fit.Uncertain, $"{(kind.Length > 0 ? $"`{kind}`" : "a kind of your own")} is not among the kinds that usually show {requirement.Id}");
    }

    /// <summary>For a control or a claim, which serve several requirements: refused only when all of them refuse, suitable when one of them is shown by it.</summary>
    internal static (Fit Fit, string? Why) ForAny(IReadOnlyList<Requirement> requirements, string kind)
    {
        var fits = requirements.Select(requirement => For(requirement, kind)).ToList();
        if (fits.Count == 0)
            return (Fit.Uncertain, "it serves no requirement, so nothing says whether this kind shows it");
        if (fits.TrueForAll(fit => fit.Fit == Fit.Unsuitable))
            return fits[0];
        return fits.Exists(fit => fit.Fit == Fit.Suitable) ? (Fit.Suitable, null) : fits.Find(fit => fit.Fit == Fit.Uncertain);
    }
}
