using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Frameworks;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Documents;

/// <summary>From a template by way of a draft to a frozen text; the same on both engines.</summary>
public sealed class DocumentTextTests(PostgresServer postgres)
{
    private static readonly FrameworkCatalogue Catalogue = FrameworkLoader.Load(Path.Combine(Frameworks.Content.Root, "frameworks"));

    [Fact]
    public void Templates_AreReadAndServeEveryAssessableClauseAndEveryControlForAi()
    {
        var templates = TemplateReader.Load(Path.Combine(Frameworks.Content.Root, "templates"), Catalogue);

        Assert.Equal(32, templates.Items.Count);
        var served = templates.Items.SelectMany(template => template.Requirements).ToHashSet(StringComparer.Ordinal);
        Assert.All(Catalogue.Requirements.Where(r => r.IsAssessable && (r.Kind == RequirementKind.Clause || r.Id.Standard == Standard.Iso42001)), r => Assert.Contains(r.Id.ToString(), served));
        Assert.All(templates.Items, template => Assert.Null(Management.Documents.Text.DocumentMarkdown.Problem(template.Body)));
    }

    [Fact]
    public void DamagedTemplates_AreNamedWithFileAndPlace()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("a.md"), "---\nid: TPL-A\ntitle: A\nkind: poem\nlevel: both\nevidenceType: EV-NONE\nclauses: [\"A.8.3\"]\n---\n\n{{undeclared}}\n");
        File.WriteAllText(folder.In("b.md"), "no front matter");
        File.WriteAllText(folder.In("c.md"), "---\nid: [1\n---\n");

        var refused = Assert.Throws<FrameworkContentException>(() => TemplateReader.Load(folder.Path, Catalogue));

        Assert.All(["a.md: kind: `poem`", "a.md: evidenceType: `EV-NONE`", "a.md: `A.8.3`", "`{{undeclared}}` is not declared", "b.md: front matter", "c.md: line"],
            problem => Assert.Contains(problem, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Template_BecomesADraftIsFilledInFrozenAndPutIntoReview(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");

        await ada.OpenAsync("/document-templates/TPL-POLICY");
        await ada.SubmitAsync("/document-templates/TPL-POLICY/begin", ("owner", "PER-0001"));
        Assert.Equal("/documents/DOC-0001/text", ada.Path);
        Assert.Contains("placeholders have no value yet", ada.Text, StringComparison.Ordinal);
        var early = await (await ada.MoveDocumentAsync("submit", 2)).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("needs a text without placeholders", early.ErrorOf("state"), StringComparison.Ordinal);
        var unfilled = await (await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/text/freeze", new { version = 2 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(unfilled.ErrorOf("field-organisation.name"));

        var text = await ada.ReadApiAsync("/documents/DOC-0001/text");
        var missing = text.GetProperty("fields").EnumerateArray().Where(field => field.GetProperty("text").GetString() == "").Select(field => field.GetProperty("name").GetString()!).ToList();
        Assert.DoesNotContain("document.owner", missing);
        await (await ada.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text/fields", new { fields = missing.ToDictionary(name => name, name => $"Our {name}"), version = 2 })).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/documents/DOC-0001/text");
        await ada.SubmitAsync("/documents/DOC-0001/text/freeze");

        await ada.OpenAsync("/documents/DOC-0001/files/2/read");
        Assert.Contains("Our organisation.name depends on information", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Where its values came from", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", ada.Page.QuerySelector(".document-text")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Guidance:", ada.Text, StringComparison.Ordinal);
        using var html = await ada.CallAsync(HttpMethod.Get, "/documents/DOC-0001/files/2/html");
        Assert.Contains("<h1>Information security and AI policy</h1>", await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("attachment", html.Content.Headers.ContentDisposition!.DispositionType);
        await (await ada.MoveDocumentAsync("submit", 4)).ReadAsync(HttpStatusCode.OK);
        // The draft with its placeholders is what is worked on next, not the filled-in text.
        Assert.Contains("{{organisation.name}}", (await ada.ReadApiAsync("/documents/DOC-0001/text")).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_ThatChangeAfterFreezing_AreShownAsDrift()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");
        await ada.EnterDocumentAsync();
        await (await ada.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text", new { text = "# Systems\n\nOwned by {{document.owner}}.\n\n{{aiSystems.table}}\n", version = 1 })).ReadAsync(HttpStatusCode.OK);
        await (await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/text/freeze", new { version = 2 })).ReadAsync(HttpStatusCode.OK);
        await ada.OpenAsync("/documents/DOC-0001");
        Assert.DoesNotContain("Changed since file", ada.Text, StringComparison.Ordinal);

        await ada.RegisterAsync("Second assistant");

        await ada.OpenAsync("/documents/DOC-0001");
        Assert.Contains("Changed since file 2 was filled in (1)", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Second assistant", ada.Text, StringComparison.Ordinal);
        Assert.Equal("aiSystems.table", (await ada.ReadApiAsync("/documents/DOC-0001/text")).GetProperty("drift")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task TemplateForASystem_AsksForItAndFillsInWhatIsKnown()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.RegisterAsync("Claims assistant");

        var unnamed = await (await ada.CallAsync(HttpMethod.Post, "/api/document-templates/TPL-AISIA/begin", new { owner = "PER-0001" })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await ada.CallAsync(HttpMethod.Post, "/api/document-templates/TPL-AISIA/begin", new { owner = "PER-0001", aiSystem = "AIS-0001" })).ReadAsync(HttpStatusCode.OK);

        Assert.NotNull(unnamed.ErrorOf("aiSystem"));
        var fields = (await ada.ReadApiAsync("/documents/DOC-0001/text")).GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        Assert.Equal(("Claims assistant", "AI system AIS-0001"), (fields["system.name"].GetProperty("text").GetString(), fields["system.name"].GetProperty("from").GetString()));
    }

    [Fact]
    public async Task Writing_OfOthersStaleOrInForce_ChangesNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        var jonas = await management.SignInAsAsync("Jonas Weber", Roles.ControlOwner);
        var body = new { text = "# Text\n", version = 1, reason = "" };

        await (await jonas.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text", body)).ReadAsync(HttpStatusCode.Forbidden);
        await (await ada.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text", body with { version = 7 })).ReadAsync(HttpStatusCode.Conflict);
        await (await ada.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text", body with { text = " " })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await ada.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text/fields", new { fields = new Dictionary<string, string> { ["nowhere"] = "x" }, version = 1 })).ReadAsync(HttpStatusCode.UnprocessableEntity);
        await (await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/text/freeze", new { version = 1 })).ReadAsync(HttpStatusCode.UnprocessableEntity);

        await ada.OpenAsync("/documents/DOC-0001");
        Assert.Contains("No file yet", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/documents/DOC-0001/text");
        await ada.SubmitAsync("/documents/DOC-0001/text", ("text", new string('>', 500)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains(new string('>', 500), ada.Page.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
    }
}
