namespace Tandem.Inspection.Classification;

/// <summary>One thing that a detector recognised in a text.</summary>
/// <param name="Type">Stable type name, such as <c>fin.iban</c>; lower case, parts separated by dots.</param>
/// <param name="Start">Offset in bytes of the first byte in the UTF-8 text that was scanned; in a stream, in all text appended so far.</param>
/// <param name="End">Offset in bytes after the last byte; always greater than <paramref name="Start"/>. When the text was found inside an encoding
/// that cannot be cut (base64, hex), the span is the whole encoded run.</param>
/// <param name="Score">Likelihood from 0 to 1: 0.3 possible, 0.5 even, 0.7 likely, 0.9 very likely, 1 certain by construction.</param>
/// <param name="Level">The detector's default level (<c>public</c>, <c>internal</c>, <c>confidential</c>, <c>restricted</c>); a policy's class table may set another.</param>
/// <param name="Path">How the text was disguised: empty for plain text, else decoder names from the outside in, such as <c>base64</c> or <c>base64>json</c>.</param>
/// <param name="Detector">Detector id and version, such as <c>payment-card@1</c>.</param>
public sealed record Finding(string Type, int Start, int End, double Score, string Level, string Path, string Detector);
