using System.Text.Json;
using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>JSON Web Tokens in compact form: a base64url header that decodes to a JSON object naming an algorithm, a payload, and mostly a signature (RFC 7519).</summary>
internal sealed class JwtDetector() : Detector("jwt", 1, "secret.jwt", "restricted")
{
    private const int MaximumHeader = 1024;

    // Longer than a stream may withhold: see PrivateKeyDetector.
    private const int MaximumLength = 64 * 1024;

    internal override IReadOnlyList<string> Keywords { get; } = ["eyj"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U end", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"),
        Ignores("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"),
        Ignores("eyJmb28iOiJiYXIifQ.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefgh"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        if (frame.Text[start] != 'e' || frame.Text[start + 2] != 'J' || !frame.IsWordStart(start) || frame.Before(start - 1) is '-' or '_' or '.')
            return;
        var headerEnd = frame.SkipWhile(ByteSet.Base64Url, start, start + MaximumHeader, start);
        if (frame.Peek(headerEnd, start) != '.' || headerEnd - start < 12 || !IsHeader(frame.Text[start..headerEnd]))
            return;
        frame.TryTake(headerEnd - start);
        var payloadEnd = frame.SkipWhile(ByteSet.Base64Url, headerEnd + 1, start + MaximumLength, start);
        if (payloadEnd - headerEnd < 8)
            return;
        var stop = payloadEnd;
        if (frame.Peek(payloadEnd, start) == '.')
            stop = frame.SkipWhile(ByteSet.Base64Url, payloadEnd + 1, start + MaximumLength, start);
        frame.Report(this, start, stop, 0.95);
    }

    private static bool IsHeader(ReadOnlySpan<byte> encoded)
    {
        Span<byte> json = stackalloc byte[MaximumHeader];
        if (System.Buffers.Text.Base64Url.DecodeFromUtf8(encoded, json, out _, out var written) != System.Buffers.OperationStatus.Done)
            return false;
        try
        {
            var reader = new Utf8JsonReader(json[..written]);
            var hasAlgorithm = false;
            while (reader.Read())
                hasAlgorithm |= reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && (reader.ValueTextEquals("alg"u8) || reader.ValueTextEquals("enc"u8));
            return hasAlgorithm;
        }
        catch (JsonException)
        {
            // Not a header: the outcome of the check, not a fault.
            return false;
        }
    }
}
