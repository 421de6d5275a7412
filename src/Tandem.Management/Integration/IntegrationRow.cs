using Tandem.Management.Controls.Coverage;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Integration;

/// <summary>A requirement of ISO/IEC 42001, what it can be built on, and what there is of it here.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="CarryOver">What has to be done for it.</param>
/// <param name="Siblings">Requirements of ISO/IEC 27001 that it can be built on, strongest first; pairs that were refused are left out.</param>
/// <param name="Approach">How one process serves both, or what is shared with the strongest sibling; empty for what is new.</param>
/// <param name="Controls">Controls in use that serve it.</param>
/// <param name="Base">Controls in place that serve a sibling and not yet the requirement itself: what can be extended.</param>
/// <param name="Documents">Documents with a section that serves it, or begun with a template that does.</param>
public sealed record IntegrationRow(
    Requirement Requirement, CarryOver CarryOver, IReadOnlyList<Requirement> Siblings, string Approach, IReadOnlyList<ControlPosition> Controls, IReadOnlyList<ControlPosition> Base, IReadOnlyList<DocumentMention> Documents)
{
    /// <summary>What is still missing, in words; empty when there is a control in place and, where it is asked for, a document in force.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. Controls.Count == 0 ? [Base.Count > 0 ? "extend a control" : "a control"] : Controls.Any(control => control.IsInPlace) ? Array.Empty<string>() : ["put the control in place"],
        .. Requirement.NeedsDocumentedInformation && !Documents.Any(document => document.IsInForce) ? [Documents.Count > 0 ? "publish the document" : "a document"] : Array.Empty<string>(),
    ];
}

/// <summary>A document in one line.</summary>
public sealed record DocumentMention(string Key, string Title, bool IsInForce);
