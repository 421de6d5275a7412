using System.Diagnostics;
using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

/// <summary>What pages call the values of the register.</summary>
internal static class DocumentWords
{
    internal static string Of(DocumentState state) => state switch
    {
        DocumentState.Draft => "Draft",
        DocumentState.InReview => "In review",
        DocumentState.Approved => "Approved",
        DocumentState.Published => "Published",
        DocumentState.Superseded => "Superseded",
        DocumentState.Withdrawn => "Withdrawn",
        _ => throw new UnreachableException(),
    };

    internal static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.Policy => "Policy",
        DocumentKind.Procedure => "Procedure",
        DocumentKind.Plan => "Plan",
        DocumentKind.Standard => "Standard",
        DocumentKind.Record => "Record",
        DocumentKind.Template => "Template",
        DocumentKind.Manual => "Manual",
        DocumentKind.Report => "Report",
        _ => throw new UnreachableException(),
    };

    internal static string Of(DocumentClassification classification) => classification switch
    {
        DocumentClassification.Internal => "Internal",
        DocumentClassification.Public => "Public",
        DocumentClassification.Confidential => "Confidential",
        DocumentClassification.StrictlyConfidential => "Strictly confidential",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(DocumentState state) => state switch
    {
        DocumentState.Draft or DocumentState.Superseded or DocumentState.Withdrawn => Ui.Tone.Neutral,
        DocumentState.InReview or DocumentState.Approved => Ui.Tone.Active,
        DocumentState.Published => Ui.Tone.Good,
        _ => throw new UnreachableException(),
    };

    internal static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MiB"),
    };
}
