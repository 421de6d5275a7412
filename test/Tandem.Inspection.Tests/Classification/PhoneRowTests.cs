using System.Buffers;
using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

/// <summary>Telephone numbers that follow one another with nothing but blanks between.</summary>
public sealed class PhoneRowTests
{
    /// <summary>Rows whose every number has to be found as it was written; <c>|</c> stands for the blank between two numbers.</summary>
    public static TheoryData<string> Rows() =>
    [
        "030 1234567|030 7654321",
        "030 1234567|030 7654321|040 1234567|089 12345678|030 7654322",
        "Tel. 030 1234567|030 7654321|040 1234567|089 12345678|030 7654322|0171 765432",
        "0312 123 45 67|0312 123 45 68|0312 123 45 69",
        "01 23 45 67 89|01 98 76 54 32|02 03 04 05 06",
        "02 03 04 05 06|02 03 04 05 06|02 03 04 05 06",
        "07911123456|07911123457|07911123458",
        "(415) 555-2671|(212) 555-0188|(646) 555-0189",
        "415 555 2671|212 555 0188|646 555 0189",
        "1 415 555 2671|1 212 555 0188",
        "(030) 1234567|(040) 7654321",
        "030/1234567|040/7654321|089/7654321",
        "+49 30 1234567|030 7654321|040 1234567",
        "030 7654321|+49 30 1234567|030 7654321",
        "+33 1 23 45 67 08|01 98 76 54 32|01 98 76 54 33",
        "+372 5123 4567|030 1234567|+372 5123 4568",
    ];

    /// <summary>Units of long rows, with the blank that parts them.</summary>
    public static TheoryData<string> Units() =>
    [
        "030 1234567 ", "030 1234567  ", "030 1234567\t", "0312 123 45 67 ", "01 23 45 67 89 ", "02 03 04 05 06 ", "07911123456 ", "(415) 555-2671 ", "415 555 2671 ", "(030) 1234567 ", "+49 30 1234567 030 7654321 ",
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Scan_Row_FindsEveryNumber(string row)
    {
        var text = row.Replace('|', ' ');
        var expected = row.Replace("Tel. ", "", StringComparison.Ordinal).Split('|');
        Assert.Equal(expected, Found(text));
        Assert.Equal(expected, Found("Please see to these: " + text + " and that is all."));
    }

    [Theory]
    [InlineData("+372 5123 4567 5123 4568")]
    [InlineData("+372 5123 4567 5123 4568 030 1234567")]
    [InlineData("12 030 1234567 030 7654321", "12 ")]
    public void Scan_RowWithOtherGroups_LeavesNothingOfANumber(string row, string left = "")
    {
        var redacted = Redacted(Encoding.UTF8.GetBytes(row)).Replace("#", "", StringComparison.Ordinal);
        Assert.Equal(left, redacted.TrimEnd() + (left.EndsWith(' ') ? " " : ""));
    }

    [Theory]
    [InlineData("030 1234567 12 345 678", "030 1234567")]
    [InlineData("415 555 2671 1200 1300", "415 555 2671")]
    public void Scan_NumbersBehindATelephoneNumber_AreNone(string text, string expected) => Assert.Equal([expected], Found(text));

    [Theory]
    [InlineData("100 200 300 400 500 600 700 800 900")]
    [InlineData("0.12 0.34 0.56 0.78 0.90 0.11 0.22 0.33")]
    [InlineData("2024 2025 2026 1200 1300 1400 1500")]
    [InlineData("1200345 1300456 1400567 1500678")]
    [InlineData("order 030 1234567 030 7654321")]
    public void Scan_RowOfOtherNumbers_FindsNothing(string text) => Assert.Empty(Found(text));

    [Theory]
    [MemberData(nameof(Units))]
    public void Scan_TenThousandNumbers_AllFoundWithinTheBudget(string unit)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 10_000)));
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        Classifier.Default.Scan(text, SegmentProvenance.User, findings, ref budget);
        Assert.False(budget.IsExceeded);
        Assert.DoesNotContain(Encoding.UTF8.GetString(Redaction.Apply(text, findings, _ => "#")), char.IsAsciiDigit);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Drain_LongRow_GivesWhatTheWholeTextGives(string unit)
    {
        var text = Encoding.UTF8.GetBytes("Here they are: " + string.Concat(Enumerable.Repeat(unit, 50)) + "and no more.");
        var expected = Redacted(text);
        Assert.DoesNotContain(expected, char.IsAsciiDigit);
        for (var split = 0; split <= text.Length; split += 1)
            Assert.Equal(expected, Drained(text, text.Length, split));
        foreach (var size in new[] { 1, 2, 3, 5, 11 })
            Assert.Equal(expected, Drained(text, size, size));
    }

    private static string[] Found(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return [.. Scan(utf8).Select(f => Encoding.UTF8.GetString(utf8, f.Start, f.End - f.Start))];
    }

    private static string Redacted(byte[] text) => Encoding.UTF8.GetString(Redaction.Apply(text, Scan(text), _ => "#"));

    private static List<Finding> Scan(byte[] text)
    {
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        Classifier.Default.Scan(text, SegmentProvenance.Assistant, findings, ref budget);
        Assert.False(budget.IsExceeded);
        return findings;
    }

    private static string Drained(byte[] text, int size, int first)
    {
        var window = new StreamWindow(Classifier.Default, _ => SpanAction.Redact, _ => "#");
        var output = new ArrayBufferWriter<byte>();
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(at == 0 && first > 0 ? first : size, text.Length - at);
            window.Append(text.AsSpan(at, length));
            window.Drain(output, false);
            at += length;
        }

        window.Drain(output, true);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
