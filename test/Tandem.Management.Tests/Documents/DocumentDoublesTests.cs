using Tandem.Management.Documents;
using Tandem.Management.Documents.Doubles;
using Tandem.Management.Frameworks;
using Tandem.Management.Tests.Controls;

namespace Tandem.Management.Tests.Documents;

/// <summary>Two documents on one subject are shown as perhaps the same, those on neighbouring subjects are not.</summary>
public sealed class DocumentDoublesTests
{
    [Theory]
    [InlineData("Incident management procedure", "AI incident procedure", true)]
    [InlineData("Supplier policy", "Suppliers policy", true)]
    [InlineData("Information security policy", "AI policy", false)]
    [InlineData("Access control policy", "Change control policy", false)]
    [InlineData("Procedure", "Process", false)]
    public void Titles_DecideByTheWordsThatSaySomething(string one, string other, bool isDouble) =>
        Assert.Equal(isDouble, DocumentDoubles.Among([Subject(1, one), Subject(2, other)]).Count == 1);

    [Fact]
    public void KindsAiSystemsAndTemplates_KeepDocumentsApart()
    {
        var one = Subject(1, "Incident procedure");
        var other = Subject(2, "Incident procedure");

        Assert.Single(DocumentDoubles.Among([one, other]));
        Assert.Empty(DocumentDoubles.Among([one, other with { Kind = DocumentKind.Policy }]));
        Assert.Empty(DocumentDoubles.Among([one, other with { AiSystem = "AIS-0001" }]));
        Assert.Empty(DocumentDoubles.Among([one with { Template = "TPL-INCIDENT" }, other with { Template = "TPL-CAPA" }]));
        Assert.Equal("Both are procedures and were begun with TPL-INCIDENT.",
            Assert.Single(DocumentDoubles.Among([one with { Template = "TPL-INCIDENT", Title = "Alarm" }, other with { Template = "TPL-INCIDENT" }])).Why);
        Assert.EndsWith("are called much the same, each for another standard.",
            Assert.Single(DocumentDoubles.Among([one with { Standards = [Standard.Iso27001] }, other with { Standards = [Standard.Iso42001] }])).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_AreNoMillionsOfPairs() =>
        Assert.Empty(DocumentDoubles.Among([.. Enumerable.Range(1, 5000).Select(n => Subject(n, $"Subject{n} policy"))]));

    [Fact]
    public void ThousandsWithOneWord_AreNotComparedByIt() =>
        Assert.Equal(2500, DocumentDoubles.Among([.. Enumerable.Range(0, 5000).Select(n => Subject(n, $"Access of subject{n / 2} here"))]).Count);

    [Fact]
    public async Task Pair_IsShownOnBothDocuments_OnTheIntegrationPage_AndToPrograms_UntilOneIsArchived()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterAsync("/documents", new { title = "Incident <b>procedure</b>", kind = "procedure", owner = "PER-0001", standards = new[] { "iso27001" } });
        await ada.EnterAsync("/documents", new { title = "AI incident procedure", kind = "procedure", owner = "PER-0001", standards = new[] { "iso42001" } });

        var pair = Assert.Single((await ada.ReadApiAsync("/documents/doubles")).EnumerateArray());
        Assert.Equal(("DOC-0001", "DOC-0002"), (pair.GetProperty("one").GetString(), pair.GetProperty("other").GetString()));
        foreach (var (page, other) in new[] { ("/documents/DOC-0001", "DOC-0002"), ("/documents/DOC-0002", "DOC-0001"), ("/integration", "DOC-0001") })
        {
            await ada.OpenAsync(page);
            var card = ada.Page.QuerySelector("#doubles")!;
            Assert.Contains(other, card.TextContent, StringComparison.Ordinal);
            Assert.Contains("each for another standard", card.TextContent, StringComparison.Ordinal);
            Assert.Empty(card.QuerySelectorAll("b"));
        }

        using var archived = await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0002/archive", new { version = 1, reason = "one is enough" });
        Assert.True(archived.IsSuccessStatusCode);
        await ada.OpenAsync("/documents/DOC-0001");
        Assert.Null(ada.Page.QuerySelector("#doubles"));
    }

    private static DocumentSubject Subject(int number, string title) => new($"DOC-{number:0000}", title, DocumentKind.Procedure, [], "", "");
}
