using Tandem.Management.Frameworks.External;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>What came of an uploaded file.</summary>
/// <param name="Id">`FWK-0001`; null for a look at a file whose framework is not known yet.</param>
/// <param name="IsLoaded">False when only a look was asked for.</param>
/// <param name="Urn">What the framework is known by.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Format">Form of the file.</param>
/// <param name="Copyright">As the file says it.</param>
/// <param name="Parts">How many.</param>
/// <param name="Difference">What it changes in the version loaded before; null for a new framework, and once it is loaded.</param>
/// <param name="Ignored">What the file holds and is not kept.</param>
internal sealed record UploadAnswer(
    string? Id, bool IsLoaded, string Urn, long Version, string Name, FrameworkFormat Format, string Copyright, int Parts, UploadAnswer.Changes? Difference, IReadOnlyList<string> Ignored)
{
    internal sealed record Changes(int Added, int Removed, int Changed);

    internal static UploadAnswer Of(TakeOutcome.Looked looked) => new(
        looked.Known?.Key, false, looked.Framework.Urn, looked.Framework.Number, looked.Framework.Name, looked.Framework.Format, looked.Framework.Copyright, looked.Framework.Nodes.Count,
        looked.Difference is { } counts ? new(counts.Added, counts.Removed, counts.Changed) : null, [.. looked.Ignored]);

    internal static UploadAnswer Of(UploadedFramework framework, FrameworkEdition edition, IReadOnlyCollection<string> ignored) => new(
        framework.Key, true, framework.Urn, edition.Number, edition.Name, edition.Format, edition.Copyright, edition.Parts, null, [.. ignored]);
}

/// <summary>A part of an uploaded framework as the API gives it.</summary>
internal sealed record PartAnswer(int Place, string Urn, string ParentUrn, string Ref, string Title, string Text, string Note, int Depth, bool IsAssessable, IReadOnlyList<string> Groups)
{
    /// <param name="Rows">One page of them, in the order of the file.</param>
    /// <param name="Next">Number of the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<PartAnswer> Rows, int? Next);

    internal static PartAnswer Of(FrameworkPart part) => new(part.Place, part.Urn, part.ParentUrn, part.Ref, part.Title, part.Text, part.Note, part.Depth, part.IsAssessable, part.Groups);
}

/// <summary>An uploaded framework as the API gives it.</summary>
/// <param name="Id">`FWK-0001`.</param>
/// <param name="Urn">What files know it by.</param>
/// <param name="Name">Its name in the latest version.</param>
/// <param name="ArchivedAt">When it was taken out of use; null while in use.</param>
/// <param name="Version">To be named by who archives or restores it.</param>
/// <param name="Versions">The latest first.</param>
internal sealed record UploadedAnswer(string Id, string Urn, string Name, DateTimeOffset? ArchivedAt, int Version, IReadOnlyList<UploadedAnswer.EditionAnswer> Versions)
{
    internal sealed record EditionAnswer(
        long Number, string Name, string Edition, string Publisher, FrameworkKind Kind, FrameworkFormat Format, string Locale, string Copyright, string Description, int Parts, string Sha256, string FileName,
        DateTimeOffset UploadedAt, string UploadedBy);

    internal static UploadedAnswer Of(UploadedFramework framework, IReadOnlyList<FrameworkEdition> editions) => new(
        framework.Key, framework.Urn, framework.Name, framework.ArchivedAt, framework.Version,
        [.. editions.Select(e => new EditionAnswer(e.Number, e.Name, e.Edition, e.Publisher, e.Kind, e.Format, e.Locale, e.Copyright, e.Description, e.Parts, e.Sha256, e.FileName, e.UploadedAt, e.UploadedBy))]);
}
