using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

public sealed class RedactionTests
{
    [Fact]
    public void Apply_OverlappingFindings_BecomeOneReplacement()
    {
        var text = "0123456789"u8;
        var result = Redaction.Apply(text, [At("b", 4, 8), At("a", 2, 6)], f => $"[{f.Type}]");
        Assert.Equal("01[a]89", Encoding.UTF8.GetString(result));
    }

    [Fact]
    public void Apply_TouchingFindings_StayTwo()
    {
        var result = Redaction.Apply("0123456789"u8, [At("a", 2, 4), At("b", 4, 6)], f => $"[{f.Type}]");
        Assert.Equal("01[a][b]6789", Encoding.UTF8.GetString(result));
    }

    [Fact]
    public void Apply_NoFindings_GivesTheTextAgain() => Assert.Equal("abc"u8.ToArray(), Redaction.Apply("abc"u8, [], f => f.Type));

    [Fact]
    public void Apply_FindingOutsideTheText_Throws() => Assert.Throws<ArgumentException>(() => Redaction.Apply("abc"u8, [At("a", 2, 4)], f => f.Type));

    [Fact]
    public void Apply_Twice_IsTheSameAsOnce()
    {
        foreach (var detector in DetectorCatalogue.BuiltIn.Detectors)
        {
            foreach (var example in detector.Examples)
            {
                var once = RedactAll(Encoding.UTF8.GetBytes(example.Text));
                Assert.Equal(Encoding.UTF8.GetString(once), Encoding.UTF8.GetString(RedactAll(once)));
            }
        }
    }

    private static byte[] RedactAll(byte[] text)
    {
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        Classifier.Default.Scan(text, SegmentProvenance.User, findings, ref budget);
        return Redaction.Apply(text, findings, f => $"[{f.Type}]");
    }

    private static Finding At(string type, int start, int end) => new(type, start, end, 1, "internal", "", "test@1");
}
