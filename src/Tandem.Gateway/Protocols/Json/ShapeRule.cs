using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>What a table says of one place.</summary>
/// <param name="Meaning">What the value is.</param>
/// <param name="Kind">What its text is for, when it is text.</param>
/// <param name="Provenance">Where its text came from; null = by the message and block it stands in.</param>
/// <param name="Part">Kind of the uninspected part, when it is one.</param>
internal sealed record ShapeRule(Meaning Meaning, SegmentKind Kind = SegmentKind.Text, SegmentProvenance? Provenance = null, string Part = "")
{
    public static ShapeRule Unknown { get; } = new(Meaning.None, SegmentKind.Unknown, SegmentProvenance.Other);
}
