namespace Tandem.Gateway.Protocols;

/// <summary>A part of a body whose meaning cannot be inspected; it is recorded, and rules can demand that there is none.</summary>
/// <param name="JsonPath">Where it stands.</param>
/// <param name="Kind"><c>image</c>, <c>audio</c>, <c>file</c> or <c>encrypted</c>.</param>
/// <param name="Bytes">Length of the text in the body that stands for the part.</param>
/// <param name="Reason">Why: <c>media</c> (known media type), <c>unrecognised</c> (data of no known type, scanned as text as well), <c>reference</c> (the
/// part lies elsewhere and is never fetched; the reference itself is scanned), <c>opaque</c> (sealed by the provider; scanned as text as well).</param>
internal sealed record UninspectedPart(string JsonPath, string Kind, int Bytes, string Reason);
