using Tandem.Gateway.Protocols.Json;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols;

/// <summary>Redacts the arguments of a tool call. They are JSON inside a string, and a client that cannot parse them fails in ways nobody can explain.</summary>
internal static class ToolArgumentsRedaction
{
    private static readonly Shape Anything = Shape.Table();

    public static byte[] Apply(ReadOnlySpan<byte> arguments, IEnumerable<Finding> findings, Func<Finding, string> replacement)
    {
        var source = arguments.ToArray();
        if (!IsContainer(source) || Read(source) is not { } body) return Redaction.Apply(source, findings, replacement);
        var numbers = body.Slots.Where(slot => slot.Kind == SegmentKind.Number).ToList();
        var whole = findings.Select(finding => Widen(finding, numbers)).ToList();
        var redacted = Redaction.Apply(source, whole.Select(span => span.Finding), finding =>
            whole.Exists(span => span.IsNumber && span.Finding == finding) ? $"\"{replacement(finding)}\"" : replacement(finding));

        // A finding that runs over the edge of a string (an encoded run, say) cannot be cut out of it: nothing of the call is kept then.
        return Read(redacted) is not null ? redacted : "{}"u8.ToArray();
    }

    /// <summary>Numbers are replaced whole, by a string.</summary>
    private static (Finding Finding, bool IsNumber) Widen(Finding finding, List<BodySlot> numbers)
    {
        var number = numbers.Find(slot => finding.Start < slot.End && finding.End > slot.Start);
        return number is null ? (finding, false) : (finding with { Start = Math.Min(number.Start, finding.Start), End = Math.Max(number.End, finding.End) }, true);
    }

    private static bool IsContainer(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    private static BodyText? Read(byte[] text)
    {
        try
        {
            return BodyWalk.Read(text, Anything);
        }
        catch (BodyFormatException)
        {
            return null;
        }
    }
}
