using System.Text;
using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

public sealed class ClassifierTests
{
    [Theory]
    [InlineData("base64", "base64")]
    [InlineData("hex", "hex")]
    [InlineData("percent", "percent")]
    [InlineData("escapes", "json")]
    [InlineData("json-twice", "json")]
    [InlineData("zero-width", "canonical")]
    [InlineData("full-width", "canonical")]
    [InlineData("look-alikes", "canonical")]
    [InlineData("tags", "tags")]
    [InlineData("tags-in-json", "json>tags")]
    [InlineData("base64-in-json", "base64")]
    [InlineData("base64-twice", "base64>base64")]
    [InlineData("json-in-base64", "base64>json")]
    [InlineData("entities", "html")]
    [InlineData("reversed", "canonical")]
    [InlineData("broken-base64", "base64")]
    [InlineData("broken-base64-in-json", "json")]
    public void Scan_DisguisedIban_IsFoundWithItsPath(string disguise, string path)
    {
        const string Plain = "account DE89 3704 0044 0532 0130 00 please";
        var text = disguise switch
        {
            "base64" => "decode " + Disguise.Base64(Plain),
            "hex" => "payload=" + Disguise.Hex(Plain),
            "percent" => "https://example.org/?q=" + Disguise.Percent(Plain),
            "escapes" => Disguise.UnicodeEscapes(Plain),
            "json-twice" => Disguise.JsonString(Disguise.JsonString(Plain.Replace(" ", "\\u0020", StringComparison.Ordinal))),
            "zero-width" => Disguise.ZeroWidth(Plain),
            "full-width" => Disguise.FullWidth(Plain),
            "look-alikes" => Plain.Replace("DE", "DЕ", StringComparison.Ordinal),
            "tags" => "please read \U000E0001" + Disguise.Tags(Plain) + "\U000E007F",
            "tags-in-json" => Disguise.UnicodeEscapes(Disguise.Tags(Plain)),
            "entities" => Disguise.Entities(Plain),
            "reversed" => "account " + Disguise.Reversed("DE89 3704 0044 0532 0130 00") + " please",
            "broken-base64" => "decode\n" + Disguise.BrokenBase64(Plain) + "\nplease",
            "broken-base64-in-json" => Disguise.JsonString(Disguise.BrokenBase64(Plain).Replace("\n", "\\n", StringComparison.Ordinal)),
            "base64-in-json" => Disguise.JsonString(Disguise.Base64(Plain)),
            "base64-twice" => Disguise.Base64(Disguise.Base64(Plain)),
            _ => Disguise.Base64(Disguise.UnicodeEscapes(Plain)),
        };
        var found = Assert.Single(Scan(text), f => f.Type == "fin.iban");
        Assert.StartsWith(path, found.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "secret.aws-access-token")]
    [InlineData("ghp_EXAMPLE9fK2mQ7vX4bR8tLw3ZcN6pYdS1jH0", "secret.github-pat")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "secret.aws-secret-access-key")]
    public void Scan_PublishedExampleKey_IsFound(string text, string type) => Assert.Single(Scan(text), f => f.Type == type);

    [Theory]
    [InlineData("AKIAEXAMPLEEXAMPLE7A")]
    [InlineData("AKIAXXXXXXXXXXXXXXXX")]
    [InlineData("ghp_xxxxxxxx9fK2mQ7vX4bR8tLw3ZcN6pYdS1jH")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDEXAMPLEEXAMPLE2CYabcDE")]
    public void Scan_Placeholder_IsNoSecret(string text) => Assert.DoesNotContain(Scan(text), f => f.Type.StartsWith("secret.", StringComparison.Ordinal));

    [Fact]
    public void Scan_TextWithSeveralTypes_OrdersThemByStart()
    {
        var findings = Scan("TLP:RED\nanna@mail.ee, DE89 3704 0044 0532 0130 00, 4111 1111 1111 1111");
        Assert.Equal(["class.label.restricted", "pii.email", "fin.iban", "fin.credit_card"], findings.Select(f => f.Type));
    }

    [Fact]
    public void Scan_UnfoldedSpan_CoversTheWholeOriginal()
    {
        const string Text = "é DE89\u200B 3704 0044 0532 0130 00!";
        var utf8 = Encoding.UTF8.GetBytes(Text);
        var found = Assert.Single(Scan(Text), f => f.Type == "fin.iban");
        Assert.Equal("DE89\u200B 3704 0044 0532 0130 00", Encoding.UTF8.GetString(utf8, found.Start, found.End - found.Start));
    }

    [Fact]
    public void Scan_SameText_GivesTheSameFindings()
    {
        var text = "call +372 5123 4567 or anna@mail.ee " + Disguise.Base64("iban DE89 3704 0044 0532 0130 00 and more");
        var first = Scan(text);
        for (var i = 0; i < 20; i++)
            Assert.Equal(first, Scan(text));
    }

    [Fact]
    public async Task Scan_ManyThreads_GivesTheSameFindings()
    {
        var text = Disguise.ZeroWidth("call +372 5123 4567 or write to anna@mail.ee");
        var expected = Scan(text);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Scan(text), TestContext.Current.CancellationToken)));
        Assert.All(all, found => Assert.Equal(expected, found));
    }

    [Fact]
    public void Scan_CleanText_AllocatesNothing()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("The minutes of the meeting were read, and 3 of 12 members asked for changes. ", 50)));
        var findings = new List<Finding>();
        for (var i = 0; i < 5; i++)
            ScanInto(text, findings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            ScanInto(text, findings);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(findings);
    }

    [Fact]
    public void Scan_LabelWordsInProse_AreNoMarkings()
    {
        string[] prose =
        [
            "What is the difference between confidential and restricted in classification schemes?",
            "Is parking restricted in the old town of Tallinn on Sundays?",
            "Keep the internal memory public; private stays confidential.",
            "public class A { internal int B; }",
            "Please treat this as strictly confidential, thank you.",
        ];
        Assert.All(prose, p => Assert.DoesNotContain(Scan(p), f => f.Type.StartsWith("class.label.", StringComparison.Ordinal)));
    }

    private static List<Finding> Scan(string text)
    {
        var findings = new List<Finding>();
        ScanInto(Encoding.UTF8.GetBytes(text), findings);
        return findings;
    }

    private static void ScanInto(byte[] text, List<Finding> findings)
    {
        var budget = ScanBudget.ForLength(text.Length);
        Classifier.Default.Scan(text, SegmentProvenance.User, findings, ref budget);
        Assert.False(budget.IsExceeded);
    }
}
