using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols;

/// <summary>One text of a body.</summary>
/// <param name="Number">Index in the list of segments; names the segment in a rewrite.</param>
/// <param name="JsonPath">Where it stands, such as <c>messages[0].content[1].text</c>; for people, not for parsing.</param>
/// <param name="Provenance">Where the text came from; <see cref="SegmentProvenance.Other"/> where no table knows the place.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Text">The text in UTF-8, JSON escapes undone. Valid while the parsed body is.</param>
internal sealed record TextSegment(int Number, string JsonPath, SegmentProvenance Provenance, SegmentKind Kind, ReadOnlyMemory<byte> Text)
{
    /// <summary>The text with findings replaced, for a rewrite. Tool arguments that were JSON stay JSON: a number that is replaced becomes a string.</summary>
    public byte[] Redact(IEnumerable<Finding> findings, Func<Finding, string> replacement) =>
        Kind == SegmentKind.ToolArguments
            ? ToolArgumentsRedaction.Apply(Text.Span, findings, replacement)
            : Redaction.Apply(Text.Span, findings, replacement);
}
