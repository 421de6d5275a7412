using System.Buffers;
using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

public sealed class StreamWindowTests
{
    private const string Before = "Thank you, Peter. Here it is, as you asked: ";
    private const string After = " - and that is all there is to say about it, so good-bye.";

    /// <summary>Positive examples of every detector, and each of the ordinary ones once more in each disguise.</summary>
    public static TheoryData<string> Positives()
    {
        var data = new TheoryData<string>();
        foreach (var detector in DetectorCatalogue.BuiltIn.Detectors)
        {
            foreach (var example in detector.Examples.Where(e => e.Expected is not null && e.Text.Length < 4000).Take(detector.Id.Contains('.', StringComparison.Ordinal) ? 1 : 10))
                data.Add(example.Text);
        }

        foreach (var text in new[] { "card 4111 1111 1111 1111 today", "DE89 3704 0044 0532 0130 00", "write to anna.tamm@mail.ee now", "ghp_OaQq9aZ8h3HYc5XkHv9k8yBrmX3k1iLAW2uM is it" })
        {
            data.Add(Disguise.Base64(text));
            data.Add(Disguise.Hex(text));
            data.Add(Disguise.Percent(text));
            data.Add(Disguise.UnicodeEscapes(text));
            data.Add(Disguise.JsonString(Disguise.JsonString(text)));
            data.Add(Disguise.ZeroWidth(text));
            data.Add(Disguise.FullWidth(text));
            data.Add(Disguise.Lookalikes(text));
            data.Add(Disguise.Tags(text));
            data.Add(Disguise.Entities(text));
            data.Add(Disguise.Reversed(text));
            data.Add(Disguise.BrokenBase64("This is what was asked for: " + text));
            data.Add(Disguise.BrokenBase64("This is what was asked for: " + text, "\r\n  "));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Positives))]
    public void Drain_AnyTwoPieces_GivesWhatTheWholeTextGives(string example)
    {
        foreach (var text in Surrounded(example))
        {
            var expected = Whole(text, SpanAction.Redact);
            for (var split = 0; split <= text.Length; split++)
            {
                var window = Open(SpanAction.Redact);
                var released = Feed(window, text, [split]);
                Assert.True(expected.Text == released, $"split at {split} of `{Encoding.UTF8.GetString(text)}` gave `{released}` instead of `{expected.Text}`");
                Assert.Equal(expected.Findings, window.Findings);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Positives))]
    public void Drain_ByteByByte_GivesWhatTheWholeTextGives(string example)
    {
        foreach (var text in Surrounded(example))
        {
            var expected = Whole(text, SpanAction.Redact);
            foreach (var size in new[] { 1, 2, 3, 7 })
            {
                var window = Open(SpanAction.Redact);
                var released = Feed(window, text, [.. Enumerable.Range(1, text.Length / size).Select(i => i * size)]);
                Assert.True(expected.Text == released, $"pieces of {size} of `{Encoding.UTF8.GetString(text)}` gave `{released}` instead of `{expected.Text}`");
                Assert.Equal(expected.Findings, window.Findings);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Positives))]
    public void Drain_BlockedFinding_ReleasesNothingFromItsFirstByteOn(string example)
    {
        var text = Surrounded(example)[0];
        var first = Scan(text)[0].Start;
        for (var size = 1; size < 40; size += 3)
        {
            var window = Open(SpanAction.Block);
            var released = Feed(window, text, [.. Enumerable.Range(1, text.Length / size).Select(i => i * size)]);
            Assert.True(window.IsBlocked);
            Assert.Equal(Encoding.UTF8.GetString(text, 0, first), released);
            Assert.Equal(0, window.HeldBytes);
        }
    }

    [Fact]
    public void Drain_PlainProse_HoldsBackLittle()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Die Sitzung beginnt um 9 Uhr; the agenda has 12 points, and lunch is at noon in room 4. Ülo kommt später. ", 20)));
        var window = Open(SpanAction.Redact);
        var output = new ArrayBufferWriter<byte>();
        var most = 0;
        for (var at = 0; at < text.Length; at += 4)
        {
            window.Append(text.AsSpan(at, Math.Min(4, text.Length - at)));
            window.Drain(output, false);
            most = Math.Max(most, window.HeldBytes);
        }

        window.Drain(output, true);
        Assert.Equal(text, output.WrittenSpan.ToArray());
        Assert.InRange(most, 1, 48);
    }

    [Fact]
    public void Drain_RunOfNoise_IsReleasedBeforeItEnds()
    {
        var window = Open(SpanAction.Redact);
        var output = new ArrayBufferWriter<byte>();
        var noise = new byte[8000];
        var state = 1u;
        for (var i = 0; i < noise.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            noise[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8[(int)(state >> 26)];
        }

        for (var at = 0; at < noise.Length; at += 100)
        {
            window.Append(noise.AsSpan(at, 100));
            window.Drain(output, false);
            Assert.InRange(window.HeldBytes, 0, 256);
        }
    }

    [Fact]
    public void Drain_KeyWithoutEnd_IsBlockedAndNeverReleased()
    {
        var window = Open(SpanAction.Redact);
        var output = new ArrayBufferWriter<byte>();
        window.Append("-----BEGIN RSA PRIVATE KEY-----\n"u8);
        for (var i = 0; i < 1000; i++)
        {
            window.Append("MIIEpAIBAAKCAQEAx7Jv9mQ2k1q0Zr8sT5uWvXyZaBcDeFgHiJkLmNoPqRsTuVwX\n"u8);
            window.Drain(output, false);
            Assert.InRange(window.HeldBytes, 0, StreamWindow.MaximumHeldBytes + 2048);
            Assert.Equal(0, output.WrittenCount);
        }

        Assert.True(window.IsUninspectable);
    }

    [Fact]
    public void Drain_EncodedTextBeyondTheLimit_IsBlockedAsUninspectable()
    {
        var window = Open(SpanAction.Redact);
        var output = new ArrayBufferWriter<byte>();
        var text = Encoding.ASCII.GetBytes(Disguise.Base64(string.Concat(Enumerable.Repeat("words upon words, and no end to them ", 999))));
        window.Append(text);
        window.Drain(output, false);
        Assert.True(window.IsBlocked);
        Assert.True(window.IsUninspectable);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Drain_AfterBlock_ReleasesNothing()
    {
        var window = Open(SpanAction.Block);
        var output = new ArrayBufferWriter<byte>();
        window.Append("card 4111 1111 1111 1111. "u8);
        window.Append("More text that follows after the card number"u8);
        window.Drain(output, false);
        window.Append("still more"u8);
        Assert.Equal(0, window.Drain(output, true));
        Assert.Equal("card ", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.False(window.IsUninspectable);
    }

    [Fact]
    public void Drain_LongStream_KeepsOffsetsOfTheWholeText()
    {
        var filler = string.Concat(Enumerable.Repeat("All is quiet in the office today. ", 100));
        var text = Encoding.UTF8.GetBytes(filler + "iban DE89 3704 0044 0532 0130 00. " + filler);
        var window = Open(SpanAction.Redact);
        Feed(window, text, [.. Enumerable.Range(1, text.Length / 11).Select(i => i * 11)]);
        var finding = Assert.Single(window.Findings);
        Assert.Equal("DE89 3704 0044 0532 0130 00", Encoding.UTF8.GetString(text, finding.Start, finding.End - finding.Start));
    }

    private static byte[][] Surrounded(string example) =>
    [
        Encoding.UTF8.GetBytes(Before + "\n" + example + "\n" + After),
        Encoding.UTF8.GetBytes(example),
    ];

    private static StreamWindow Open(SpanAction action) => new(Classifier.Default, _ => action, f => $"[{f.Type}]");

    private static string Feed(StreamWindow window, byte[] text, int[] cuts)
    {
        var output = new ArrayBufferWriter<byte>();
        var at = 0;
        foreach (var cut in cuts.Append(text.Length))
        {
            window.Append(text.AsSpan(at, cut - at));
            window.Drain(output, false);
            at = cut;
        }

        window.Drain(output, true);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static List<Finding> Scan(byte[] text)
    {
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        Classifier.Default.Scan(text, SegmentProvenance.Assistant, findings, ref budget);
        return findings;
    }

    private static (string Text, List<Finding> Findings) Whole(byte[] text, SpanAction action)
    {
        var findings = Scan(text);
        Assert.NotEmpty(findings);
        Assert.Equal(SpanAction.Redact, action);
        return (Encoding.UTF8.GetString(Redaction.Apply(text, findings, f => $"[{f.Type}]")), findings);
    }
}
