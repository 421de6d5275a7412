using Tandem.Management.Documents;
using Tandem.Management.Documents.Text;

namespace Tandem.Management.Tests.Documents;

/// <summary>Placeholders, guidance and the HTML of documents.</summary>
public sealed class PlaceholdersTests
{
    [Fact]
    public void Names_AreFoundOnceAndNotInGuidance() =>
        Assert.Equal(["a.b", "c-1.table"], Placeholders.In("{{a.b}} and {{a.b}}\n<!-- Guidance: use {{x}}\nwell -->\n{{c-1.table}}\n{{ spaced }}"));

    [Fact]
    public void Guidance_IsCountedAndTakenAway()
    {
        const string Text = "# One\n\n<!-- Guidance: a\nb -->\n\nTwo {{x}}\n";

        Assert.Equal(2, Placeholders.CountOpen(Text));
        Assert.Equal("# One\n\nTwo {{x}}\n", Placeholders.WithoutGuidance(Text));
    }

    [Fact]
    public void Values_AreFilledInAsTextWhateverTheyHold()
    {
        var filled = Fill("# {{t}}\n\n| a | {{t}} |\n", new FieldValue("t", "", "") { Text = "a|b <script>alert(1)</script> [x](javascript:1) *y*\n# second" });

        Assert.DoesNotContain("<script>", DocumentMarkdown.ToHtml(filled), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", DocumentMarkdown.ToHtml(filled), StringComparison.Ordinal);
        Assert.DoesNotContain("<em>", DocumentMarkdown.ToHtml(filled), StringComparison.Ordinal);
        Assert.Contains("| a | a\\|b", filled, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_StandsAloneAsTableAndElsewhereOnOneLine()
    {
        var value = new FieldValue("x.table", "", "") { Table = new(["Key", "Name"], [["AIS-0001", "One | two"], ["AIS-0002", "Three"]]) };

        var filled = Fill("Before\n\n{{x.table}}\n\n- {{x.table}}\n", value);

        Assert.Contains("| Key | Name |\n|---|---|\n| AIS-0001 | One \\| two |", filled, StringComparison.Ordinal);
        Assert.Contains("- AIS-0001, One | two; AIS-0002, Three", filled, StringComparison.Ordinal);
        Assert.Contains("<table>", DocumentMarkdown.ToHtml(filled), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingValue_StaysVisible() => Assert.Equal("x {{y}}\n", Fill("x {{y}}\n", new FieldValue("y", "", "")));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](data:text/html,1)")]
    [InlineData("<a href=\"https://evil.example\" onclick=\"x()\">x</a>")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("<javascript:alert(1)>")]
    public void Html_HoldsNothingThatRunsOrIsFetched(string text)
    {
        var html = DocumentMarkdown.ToHtml(text);

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"data:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"//", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a href=\"https://evil.example\" onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_ThatIsTooDeepOrTooLong_IsRefused()
    {
        Assert.NotNull(DocumentMarkdown.Problem(new string('>', 500) + " x"));
        Assert.NotNull(DocumentMarkdown.Problem(new string('x', DocumentLimits.TextLength + 1)));
        Assert.NotNull(DocumentMarkdown.Problem(string.Concat(Enumerable.Repeat("*x* ", DocumentLimits.TextSigns))));
        Assert.Null(DocumentMarkdown.Problem("# Fine\n"));
    }

    [Fact]
    public void Drift_SaysWhatDiffersAndLeavesTheNumberOfTheFileOut()
    {
        FilledField[] then = [new("owner", "document", "Ada"), new("document.version", "document", "2"), new("same", "x", "y")];
        FieldValue[] now = [new("owner", "", "document") { Text = "Mari" }, new("document.version", "", "document") { Text = "3" }, new("same", "", "x") { Text = "y" }];

        Assert.Equal([new DriftedField("owner", "document", "Ada", "Mari")], DocumentDrift.Of(then, now));
    }

    private static string Fill(string text, FieldValue value) => Placeholders.Fill(text, new Dictionary<string, FieldValue> { [value.Name] = value });
}
