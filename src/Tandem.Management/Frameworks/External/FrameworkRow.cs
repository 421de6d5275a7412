namespace Tandem.Management.Frameworks.External;

/// <summary>A framework as the list of all of them shows it.</summary>
/// <param name="Id">The prefix of its identifiers.</param>
/// <param name="Name">Its full name.</param>
/// <param name="ShortName">What people call it.</param>
/// <param name="Publisher">Who issues it.</param>
/// <param name="Edition">Which state of it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Version">Version of the content here.</param>
/// <param name="Provisions">How many requirements or provisions are there.</param>
/// <param name="Note">What to mind; empty for nothing.</param>
public sealed record FrameworkRow(string Id, string Name, string ShortName, string Publisher, string Edition, FrameworkKind Kind, string Version, int Provisions, string Note)
{
    /// <summary>True for one that the organisation has uploaded.</summary>
    public bool IsUploaded { get; init; }

    /// <summary>True for one that was taken out of use.</summary>
    public bool IsArchived { get; init; }

    public string Url => (IsUploaded ? "/frameworks/uploaded/" : "/frameworks/") + Id;

    internal static IEnumerable<FrameworkRow> Shipped(FrameworkCatalogue catalogue) =>
    [
        .. Standards.All.Select(standard => new FrameworkRow(
            standard.Prefix(), Title(standard), standard.Edition(), "ISO/IEC", standard.Edition()[^4..], FrameworkKind.Standard, catalogue.Version,
            catalogue.Requirements.Count(requirement => requirement.Id.Standard == standard), "Clauses 4 to 10 and Annex A.")),
        .. catalogue.Frameworks.Select(framework => new FrameworkRow(
            framework.Id, framework.Name, framework.ShortName, framework.Publisher, framework.Edition, framework.Kind, catalogue.Version,
            catalogue.Provisions.Count(provision => provision.Framework == framework), framework.Note)),
    ];

    private static string Title(Standard standard) => standard switch
    {
        Standard.Iso27001 => "Information security management systems",
        Standard.Iso42001 => "AI management system",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
