namespace Tandem.Management.Frameworks.External;

/// <summary>A provision with the requirements it leads to.</summary>
public sealed record ProvisionRow(Provision Provision, IReadOnlyList<CrosswalkLink> Links)
{
    /// <summary>The strongest of its links; null when it has none.</summary>
    public Support? Strongest => Links.Count == 0 ? null : Links.Max(link => link.Support);

    internal static IEnumerable<ProvisionRow> Of(ExternalFramework framework, FrameworkCatalogue catalogue) =>
        catalogue.Provisions.Where(provision => provision.Framework == framework).Select(provision => new ProvisionRow(provision, catalogue.LinksOf(provision)));
}
