using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

public sealed class ScanBudgetTests
{
    private const int Length = 200_000;

    /// <summary>Texts made to cost as much as possible.</summary>
    public static TheoryData<string, string> Floods() => new()
    {
        { "at signs", "a@" },
        { "short addresses", "a@a.aa " },
        { "digits", "1234567890" },
        { "single digits", "4 " },
        { "card numbers", "4111 1111 1111 1111 " },
        { "phone numbers", "0312 123 45 67 " },
        { "phone numbers without repeated groups", "030 1234567 " },
        { "phone numbers with and without country", "+372 5123 4567 5123 4568 " },
        { "columns of numbers", "12 345 " },
        { "columns that are nearly phone numbers", "00 0 " },
        { "account numbers cut off", "DE89 3704 0044 " },
        { "token headers", "eyJ" },
        { "token headers with dots", "eyJhbGciOiJIUzI1NiJ9." },
        { "key headers", "-----BEGIN RSA PRIVATE KEY-----\n" },
        { "keys without end", "-----BEGIN RSA PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\n" },
        { "token prefixes", "glpat-" },
        { "long token prefixes", "sk-ant-api03-" },
        { "markings", "CONFIDENTIAL\n" },
        { "backslashes", "\\" },
        { "escapes", "\\u0041" },
        { "nested escapes", "\\\\\\\\n" },
        { "half surrogates", "\\ud800" },
        { "percent signs", "%25" },
        { "invisible characters", "a\u200B" },
        { "one long word of look-alikes", "рао" },
        { "full-width digits", "４１１１" },
        { "base64 of text", "cGxhaW4gdGV4dCB3b3JkcyBnbyBvbg== " },
        { "hexadecimal", "41" },
        { "tag characters", "\U000E0041" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public void Scan_Flood_CostsStepsInProportionToItsLength(string name, string unit)
    {
        var half = StepsPerByte(Repeat(unit, Length / 2));
        var whole = StepsPerByte(Repeat(unit, Length));
        Assert.True(whole <= (half * 1.05) + 0.5, $"{name}: {half:F1} steps per byte at half the length, {whole:F1} at the whole");
        Assert.True(whole < 120, $"{name}: {whole:F1} steps per byte");
    }

    [Fact]
    public void Scan_NestedBase64_CostsStepsInProportionToItsLength()
    {
        static byte[] Nested(int length) => Encoding.ASCII.GetBytes(Disguise.Base64(Disguise.Base64(Disguise.Base64(new string('x', length / 20).Replace("x", "card 4111111111111111", StringComparison.Ordinal)))));
        Assert.True(StepsPerByte(Nested(Length)) < 12);
        Assert.True(StepsPerByte(Nested(Length / 8)) < 12);
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public void Scan_FloodInOrdinaryBudget_StopsAtTheBudget(string name, string unit)
    {
        var text = Repeat(unit, Length);
        var budget = ScanBudget.ForLength(text.Length);
        var findings = new List<Finding>();
        Classifier.Default.Scan(text, SegmentProvenance.User, findings, ref budget);
        // The last unit of work may go beyond; it is small.
        Assert.True(budget.Used <= budget.Granted + text.Length, $"{name}: {budget.Used} of {budget.Granted}");
    }

    [Fact]
    public void Scan_OrdinaryDocument_StaysFarBelowTheBudget()
    {
        const string Page = "Dear Ms Tamm,\n\nthank you for your letter of 12 May 2026 (no. 2026/114). Please call +372 5123 4567 or write to anna.tamm@mail.ee; the price of “17 chairs” is 1,299.00 € – to EE38 2200 2210 2014 5685.\n\n";
        var text = Repeat(Page, Length);
        Assert.True(StepsPerByte(text) < ScanBudget.StepsPerByte * 2 / 3.0, $"{StepsPerByte(text)} steps per byte");
    }

    [Fact]
    public void Scan_WithoutBudget_IsExceeded()
    {
        var budget = new ScanBudget(10);
        var findings = new List<Finding>();
        Classifier.Default.Scan("card 4111 1111 1111 1111"u8, SegmentProvenance.User, findings, ref budget);
        Assert.True(budget.IsExceeded);
        Assert.Empty(findings);
    }

    [Fact]
    public void Constructor_NegativeSteps_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new ScanBudget(-1));

    private static byte[] Repeat(string unit, int length)
    {
        var text = new StringBuilder();
        var unitLength = Encoding.UTF8.GetByteCount(unit);
        for (var i = 0; i < length; i += unitLength)
            text.Append(unit);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static double StepsPerByte(byte[] text)
    {
        var budget = new ScanBudget(long.MaxValue / 4);
        Classifier.Default.Scan(text, SegmentProvenance.User, new List<Finding>(), ref budget);
        Assert.False(budget.IsExceeded);
        return (double)budget.Used / text.Length;
    }
}
