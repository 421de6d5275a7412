using System.Buffers;
using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

public sealed class FuzzTests
{
    // Pieces that touch the edges of the parsers: cut sequences, half surrogates, half escapes, keyword beginnings.
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "anna@mail.ee", "@", "eyJ", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----\n", "\\", "\\u", "\\u00", "\\ud83d", "\\ud83d\\ude00", "\\ude00", "%", "%4", "%C3%A9", "%ff",
            "ghp_", "sk-", "AKIA", "TLP:", "CONFIDENTIAL", "\n", " ", "+372 5123 4567", "(", "+", "0", "a", "\u200B", "\uFEFF", "\U000E0041", "рао", "Ａ４", "𝟜", "é", "…", "\0", "\u0001", "cGxhaW4gdGV4dCB3b3JkcyBnbyBvbg", "506c656173652064726166742061", ".", "-", "=",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xE2, 0x80], [0xF0, 0x9F], [0xFF], [0x80], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80],
    ];

    [Fact]
    public void Scan_RandomPieces_KeepsOffsetsInsideAndOrdered()
    {
        for (var seed = 1u; seed <= 3000; seed++)
        {
            var text = Make(seed);
            var findings = Scan(text);
            Assert.All(findings, f => Assert.True(f.Start >= 0 && f.Start < f.End && f.End <= text.Length && f.Score is > 0 and <= 1, $"seed {seed}: {f}"));
            Assert.Equal(findings.Select(f => f.Start).Order(), findings.Select(f => f.Start));
            Assert.True(Redaction.Apply(text, findings, f => "#").Length <= text.Length);
        }
    }

    [Fact]
    public void Drain_RandomPiecesRandomCuts_GivesWhatTheWholeTextGives()
    {
        for (var seed = 1u; seed <= 1500; seed++)
        {
            var text = Make(seed);
            var whole = Scan(text);
            var expected = Redaction.Apply(text, whole, f => $"[{f.Type}]");
            var window = new StreamWindow(Classifier.Default, _ => SpanAction.Redact, f => $"[{f.Type}]");
            var output = new ArrayBufferWriter<byte>();
            var state = seed * 31;
            for (var at = 0; at < text.Length;)
            {
                var size = Math.Min((int)(Next(ref state) % 9), text.Length - at);
                window.Append(text.AsSpan(at, size));
                window.Drain(output, false);
                at += size;
            }

            window.Drain(output, true);
            Assert.True(expected.AsSpan().SequenceEqual(output.WrittenSpan), $"seed {seed}: `{Encoding.UTF8.GetString(output.WrittenSpan)}` instead of `{Encoding.UTF8.GetString(expected)}`");
            Assert.Equal(whole, window.Findings);
        }
    }

    [Fact]
    public void FromBytes_RandomPieces_CountsRunes()
    {
        for (var seed = 1u; seed <= 300; seed++)
        {
            var text = Make(seed);
            Assert.Equal(Encoding.UTF8.GetString(text).EnumerateRunes().Count(), CodePointOffsets.FromBytes(text, text.Length));
        }
    }

    private static byte[] Make(uint seed)
    {
        var state = seed;
        var text = new List<byte>();
        var count = 1 + (int)(Next(ref state) % 24);
        for (var i = 0; i < count; i++)
            text.AddRange(Pieces[Next(ref state) % (uint)Pieces.Length]);
        return [.. text];
    }

    private static uint Next(ref uint state)
    {
        state = (state * 1664525) + 1013904223;
        return state >> 8;
    }

    private static List<Finding> Scan(byte[] text)
    {
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        Classifier.Default.Scan(text, SegmentProvenance.Assistant, findings, ref budget);
        Assert.False(budget.IsExceeded);
        return findings;
    }
}
