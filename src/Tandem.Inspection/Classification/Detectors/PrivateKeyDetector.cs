using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Private key blocks: PKCS#1, PKCS#8 and SEC 1 (RFC 7468), OpenSSH, SSH2 and OpenPGP; also cut off before their end, and with escaped line ends.</summary>
internal sealed class PrivateKeyDetector() : Detector("private-key", 1, "secret.private-key", "restricted")
{
    private const int MaximumLabel = 64;

    // Longer than a stream may withhold, so that a stream is blocked and never lets the rest of a key pass as text of its own.
    private const int MaximumLength = 64 * 1024;
    private const int MinimumKey = 40;

    // Header lines and code around the lines have short words; prose would have many more before a key's worth of base64.
    private const int LongWord = 16;
    private const int MaximumShortWords = 24;

    private static readonly ByteSet Label = new("A-Z0-9 ");
    private static readonly ByteSet Word = new("A-Za-z0-9+/=_");
    private static readonly ByteSet Between = new(" \t\r\n\\\"',.:;<>()[]|>#*-");

    internal override IReadOnlyList<string> Keywords { get; } = ["-----begin ", "---- begin ssh2"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds($"key:\n{Block("PRIVATE KEY")}\nend", Block("PRIVATE KEY")),
        Finds(Block("OPENSSH PRIVATE KEY").Replace("\n", "\\n", StringComparison.Ordinal), Block("OPENSSH PRIVATE KEY").Replace("\n", "\\n", StringComparison.Ordinal)),
        Finds(Block("PGP PRIVATE KEY BLOCK"), Block("PGP PRIVATE KEY BLOCK")),
        Finds("-----BEGIN RSA PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFakeFakeFakeFake9dXoq1vJk7mZ2", "-----BEGIN RSA PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFakeFakeFakeFake9dXoq1vJk7mZ2"),
        Ignores(Block("PUBLIC KEY")),
        Ignores("A file that begins with -----BEGIN PRIVATE KEY----- holds a key in PEM form; keep it out of the repository and out of chats, whatever the tool says about it."),
        Ignores("-----BEGIN PRIVATE KEY-----\nplaceholder\n-----END PRIVATE KEY-----"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var labelEnd = frame.SkipWhile(Label, end, end + MaximumLabel, start);
        var dashes = Dashes(frame, labelEnd, start);
        var label = frame.Text[start..labelEnd];
        if (dashes < 4 || !(label.IndexOf("PRIVATE KEY"u8) >= 0))
            return;
        var at = labelEnd + dashes;
        var limit = start + MaximumLength;
        var keyLength = 0;
        var shortWords = 0;
        var keyEnd = at;
        while (at < limit)
        {
            var c = frame.Peek(at, start);
            if (c == '\\' && frame.Peek(at + 1, start) is 'n' or 'r' or 't')
            {
                at += 2;
            }
            else if (Word.Contains(c))
            {
                var wordEnd = frame.SkipWhile(Word, at, limit, start);
                if (wordEnd - at >= LongWord || keyLength > 0)
                {
                    keyLength += wordEnd - at;
                    keyEnd = wordEnd;
                }

                if (wordEnd - at < LongWord && ++shortWords > MaximumShortWords)
                    break;
                at = wordEnd;
            }
            else if (c == '-' && Dashes(frame, at, start) is >= 4 and var run)
            {
                var after = End(frame, at + run, start);
                if (after > 0 && keyLength >= MinimumKey)
                    keyEnd = after;
                break;
            }
            else if (Between.Contains(c))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        frame.TryTake(at - start);
        if (keyLength >= MinimumKey)
            frame.Report(this, start, keyEnd, 0.98);
    }

    private static int Dashes(in ScanFrame frame, int at, int start)
    {
        var count = 0;
        while (count < 5 && frame.Peek(at + count, start) == '-')
            count++;
        return count;
    }

    /// <summary>End of the closing line, or 0 when these dashes do not begin one.</summary>
    private static int End(in ScanFrame frame, int at, int start)
    {
        if (frame.Peek(at, start) == ' ')
            at++;
        foreach (var expected in "END "u8)
        {
            if (frame.Peek(at++, start) != expected)
                return 0;
        }

        var labelEnd = frame.SkipWhile(Label, at, at + MaximumLabel, start);
        var dashes = Dashes(frame, labelEnd, start);
        return dashes >= 4 ? labelEnd + dashes : 0;
    }

    // The base64 text is that of no key: a detector needs the form only.
    private static string Block(string label) =>
        $"-----BEGIN {label}-----\nMC4CAQAwBQYDK2VwBCIEIAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\nHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==\n-----END {label}-----";
}
