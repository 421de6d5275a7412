using System.Net;
using System.Text.Json;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Documents;

/// <summary>Sections of documents say which requirements of which standard they serve, and are found from both sides.</summary>
public sealed class DocumentSectionTests(PostgresServer postgres)
{
    private const string Text = """
        # Policy

        ## Security *first* {iso27001:5.2, iso27001:A.5.1}

        Words.

        ## AI {iso42001}

        ## Nothing

        ```
        ## Code {iso27001:5.2}
        ```
        """;

    [Fact]
    public void Marks_AreReadFromHeadingsAlone_AndReadersDoNotSeeThem()
    {
        var sections = SectionReader.Read(Text, template: null);

        Assert.Equal(["2 Security first: iso27001:5.2 iso27001:A.5.1", "3 AI: iso42001"], sections.Select(section => $"{section.Place} {section.Heading}: {string.Join(' ', section.Serves)}"));
        var html = DocumentMarkdown.ToHtml(Text);
        Assert.Contains("<h2>Security <em>first</em></h2>", html, StringComparison.Ordinal);
        Assert.Contains("<h2>AI</h2>", html, StringComparison.Ordinal);
        Assert.Contains("## Code {iso27001:5.2}", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# A {{iso27001.name}}")]
    [InlineData("# A {#anchor}")]
    [InlineData("# A {iso27001:5.2} and more")]
    [InlineData("# A {iso9001:5.2}")]
    [InlineData("Words {iso27001:5.2}")]
    public void OtherBraces_AreText(string text)
    {
        Assert.Empty(SectionReader.Read(text, template: null));
        Assert.Null(SectionReader.Problem(text, Frameworks.Content.Catalogue));
        Assert.Contains("{", DocumentMarkdown.ToHtml(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# A {iso27001:A.99.1}", "iso27001:A.99.1")]
    [InlineData("# A {iso42001:5.2 A.5.1}", "`A.5.1`")]
    public void UnknownRequirement_IsToldWithItsHeading(string text, string expected)
    {
        var problem = SectionReader.Problem(text, Frameworks.Content.Catalogue);

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.StartsWith("the heading `A`", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Sections_AreShownOnDocumentAndRequirement_AndPolicyWithoutOneForAStandardIsTold(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync("Security policy");

        var refused = await (await PutTextAsync(ada, 1, "# A {iso27001:A.99.1}")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("neither a requirement nor a standard", refused.ErrorOf("text"), StringComparison.Ordinal);
        await (await PutTextAsync(ada, 1, "# All\n\n## Security {iso27001:5.2}\n")).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/documents/DOC-0001");
        Assert.Contains("no section is said to serve ISO/IEC 42001:2023", ada.Page.QuerySelector("#sections")!.TextContent, StringComparison.Ordinal);

        await (await PutTextAsync(ada, 2, Text)).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/documents/DOC-0001");
        var panel = ada.Page.QuerySelector("#sections")!;
        Assert.DoesNotContain("no section is said", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/catalogue/iso27001/5.2", "/catalogue/iso27001/A.5.1"], panel.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")));
        await ada.OpenAsync("/catalogue/iso27001/A.5.1");
        Assert.Contains("Security first", ada.Page.QuerySelector("#documents")!.TextContent, StringComparison.Ordinal);

        var own = await ada.ReadApiAsync("/documents/DOC-0001/sections");
        Assert.Equal((2, false, 2), (own.GetProperty("file").GetInt32(), own.GetProperty("isInForce").GetBoolean(), own.GetProperty("sections").GetArrayLength()));
        Assert.Equal("DOC-0001", Assert.Single((await ada.ReadApiAsync("/documents/sections?requirement=iso27001:5.2")).EnumerateArray()).GetProperty("key").GetString());
        using var bare = await ada.CallAsync(HttpMethod.Get, "/api/documents/sections?requirement=5.2");
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        using var none = await ada.CallAsync(HttpMethod.Get, "/api/documents/sections");
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        using var missing = await ada.CallAsync(HttpMethod.Get, "/api/documents/DOC-0099/sections");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task TextOfATemplate_HasTheSectionsOfTheTemplate_UntilAHeadingSaysOtherwise()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await (await ada.CallAsync(HttpMethod.Post, "/api/document-templates/TPL-POLICY/begin", new { owner = "PER-0001" })).ReadAsync(HttpStatusCode.OK);

        var sections = (await ada.ReadApiAsync("/documents/DOC-0001/sections")).GetProperty("sections").EnumerateArray().ToList();
        Assert.True(sections.Count >= 6, $"{sections.Count} sections");
        Assert.All(sections, section => Assert.True(section.GetProperty("isFromTemplate").GetBoolean()));
        Assert.Equal("DOC-0001", (await RowAsync(ada, "iso42001:A.2.2")).GetProperty("documents")[0].GetString());

        await (await PutTextAsync(ada, 2, "# Part 3 Artificial intelligence {iso42001:5.2}\n")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(0, (await RowAsync(ada, "iso42001:A.2.2")).GetProperty("documents").GetArrayLength());
        Assert.Equal("DOC-0001", (await RowAsync(ada, "iso42001:5.2")).GetProperty("documents")[0].GetString());
    }

    [Fact]
    public async Task UploadedMarkdown_IsReadToo_AndRefusedWithUnknownMarks()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();

        await (await ada.UploadAsync(1, "# A {iso27001:5.99}", "policy.md")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await ada.UploadAsync(1, "# A {iso27001:5.2}", "policy.md")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("iso27001:5.2", (await ada.ReadApiAsync("/documents/DOC-0001/sections")).GetProperty("sections")[0].GetProperty("serves")[0].GetString());
    }

    private static Task<HttpResponseMessage> PutTextAsync(Browser browser, int version, string text) => browser.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text", new { version, text });

    private static async Task<JsonElement> RowAsync(Browser browser, string requirement) =>
        (await browser.ReadApiAsync("/integration")).EnumerateArray().Single(row => row.GetProperty("requirement").GetString() == requirement);
}
