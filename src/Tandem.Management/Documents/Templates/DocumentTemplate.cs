using Tandem.Management.Frameworks;

namespace Tandem.Management.Documents.Templates;

/// <summary>A text to begin a document with, in our own words.</summary>
/// <param name="Id">Such as `TPL-POLICY`; never used again for something else.</param>
/// <param name="Title">Title of the document.</param>
/// <param name="Kind">Kind of the document.</param>
/// <param name="Body">Markdown with placeholders such as `{{scope.statement}}` and guidance in comments.</param>
public sealed record DocumentTemplate(string Id, string Title, DocumentKind Kind, string Body)
{
    /// <summary>`organisation`, `aiSystem` or `both`.</summary>
    public required string Level { get; init; }

    public required IReadOnlyList<Standard> Standards { get; init; }

    /// <summary>Identifiers of the requirements that the document serves.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    public required IReadOnlyList<TemplateSection> Sections { get; init; }

    public required int ReviewMonths { get; init; }

    public required string OwnerRole { get; init; }

    public required string ApproverRole { get; init; }

    /// <summary>Kind of evidence that the approved document is.</summary>
    public required string EvidenceType { get; init; }

    /// <summary>In the order of use.</summary>
    public required IReadOnlyList<TemplateField> Fields { get; init; }

    public string Url => $"/document-templates/{Id}";
}

/// <summary>A heading and the requirements that it serves; an empty list where it serves the other standard alone.</summary>
public sealed record TemplateSection(string Heading, IReadOnlyList<string> Iso27001, IReadOnlyList<string> Iso42001);

/// <summary>A placeholder.</summary>
/// <param name="Name">As it stands between the braces.</param>
/// <param name="Explain">What belongs there.</param>
/// <param name="Source">`manual`, or the path under which the product looks for the value.</param>
public sealed record TemplateField(string Name, string Explain, string Source);
