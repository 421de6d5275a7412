namespace Tandem.Gateway.Protocols.Json;

/// <summary>A text where it stands in the bytes of a body.</summary>
/// <param name="Start">Offset of the first byte of the token, the quotation mark included.</param>
/// <param name="End">Offset after the last byte of the token.</param>
/// <param name="Path">The way to it, for people.</param>
/// <param name="Rule">What the table says of the place.</param>
/// <param name="Kind">What the text is for.</param>
/// <param name="Scope">The object it stands in; null at the root.</param>
/// <param name="Text">The text with escapes undone.</param>
/// <param name="Steps">Names and positions from the root, for bodies of streams; empty elsewhere.</param>
internal sealed record BodySlot(int Start, int End, string Path, ShapeRule Rule, SegmentKind Kind, BodyScope? Scope, ReadOnlyMemory<byte> Text, BodyStep[] Steps);
