using System.Globalization;

namespace Tandem.Management.Frameworks.External;

/// <summary>A framework as the API gives it.</summary>
/// <param name="Id">The prefix of its identifiers.</param>
/// <param name="Name">Its full name.</param>
/// <param name="ShortName">What people call it.</param>
/// <param name="Publisher">Who issues it.</param>
/// <param name="Edition">Which state of it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Version">Version of the content here.</param>
/// <param name="Provisions">How many can be looked at one by one.</param>
/// <param name="Note">What to mind; of an uploaded one the copyright of the file; empty for nothing.</param>
/// <param name="IsUploaded">True for one that the organisation has uploaded; more is told below `/api/frameworks/uploaded`.</param>
/// <param name="IsArchived">True for one that was taken out of use.</param>
internal sealed record FrameworkAnswer(
    string Id, string Name, string ShortName, string Publisher, string Edition, FrameworkKind Kind, string Version, int Provisions, string Note, bool IsUploaded, bool IsArchived)
{
    /// <param name="Frameworks">All of them.</param>
    /// <param name="Notice">What the content is and is not.</param>
    internal sealed record Listing(IReadOnlyList<FrameworkAnswer> Frameworks, string Notice);

    internal static FrameworkAnswer Of(FrameworkRow row) => new(row.Id, row.Name, row.ShortName, row.Publisher, row.Edition, row.Kind, row.Version, row.Provisions, row.Note, row.IsUploaded, row.IsArchived);
}

/// <summary>A provision as the API gives it.</summary>
/// <param name="Provision">With its framework: `eu-ai-act:Art.12`.</param>
/// <param name="Ref">Its number.</param>
/// <param name="Title">Short title.</param>
/// <param name="Summary">In our words; empty where the title says it.</param>
/// <param name="Part">Part of the framework; empty for none.</param>
/// <param name="Concerns">Whom it binds, where that is noted.</param>
/// <param name="AppliesFrom">Day, where that is noted.</param>
/// <param name="Requirements">Requirements that help with it, strongest first.</param>
internal sealed record ProvisionAnswer(
    string Provision, string Ref, string Title, string Summary, string Part, IReadOnlyList<string> Concerns, string? AppliesFrom, IReadOnlyList<ProvisionAnswer.Link> Requirements)
{
    /// <summary>A requirement that helps with a provision.</summary>
    internal sealed record Link(string Requirement, Support Support, string Note, string Basis);

    /// <param name="Rows">One page of them, in the order of the framework.</param>
    /// <param name="Next">Number of the next page; null on the last.</param>
    /// <param name="Notice">What a link does not show.</param>
    internal sealed record Listing(IReadOnlyList<ProvisionAnswer> Rows, int? Next, string Notice);

    internal static ProvisionAnswer Of(Provision provision, FrameworkCatalogue catalogue) => new(
        provision.Id, provision.Ref, provision.Title, provision.Summary, provision.Part, provision.Concerns, provision.AppliesFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [.. catalogue.LinksOf(provision).Select(link => new Link(link.Target.Id.ToString(), link.Support, link.Note, link.Basis))]);
}
