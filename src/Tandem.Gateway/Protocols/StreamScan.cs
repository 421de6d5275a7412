using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols;

/// <summary>How a streamed answer is judged.</summary>
/// <param name="Classifier">Finds.</param>
/// <param name="Decide">Says what happens to a finding; called once for each, in order of discovery.</param>
/// <param name="Replacement">Gives the text that stands for a redacted finding, such as <c>[fin.iban]</c>.</param>
/// <param name="Observed">Receives each piece of answer text as upstream sent it, in order of arrival, for the fingerprint; may be null.</param>
/// <param name="HoldAll">True releases nothing before the whole text of its channel was judged (a route's response mode <c>hold</c>).</param>
internal sealed record StreamScan(
    Classifier Classifier, Func<Finding, SpanAction> Decide, Func<Finding, string> Replacement, Action<ReadOnlySpan<byte>>? Observed = null, bool HoldAll = false);
