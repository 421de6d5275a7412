using System.Net;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Tandem.Management.Access;
using Tandem.Management.Documents;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Documents.Text.Import;
using Tandem.Management.Documents.Text.Word;
using Tandem.Management.Frameworks;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Controls;

namespace Tandem.Management.Tests.Documents;

/// <summary>Word and Markdown files become text that a person looks at before it is stored; what was left out is told, and files made to do harm are refused.</summary>
public sealed class TextImportTests
{
    private const string Everything = "# One\n\nA **bold** and *slanted* and ***both*** `code` [link](https://example.org/a?b=1&c=2) R&D.\n\n- a\n    - b\n        - c\n- d\n\n3. e\n4. f\n\n1) g\n2) h\n\n> said\n\n| H | I |\n|---|---|\n| x | **y** |\n| a \\| b |  |\n\n    code\n      more\n\n---\n\n## Two\n\nEnd with \\* star, \\# sign, \\[1\\] and {{scope.statement}}.\n";

    [Fact]
    public void OwnFile_ReadAgain_IsTheSameText()
    {
        var read = Read(Exported(Everything));

        Assert.Equal(Everything, read.Text);
        Assert.Equal(["headers and footers of pages: 1"], read.LeftOut);
    }

    [Fact]
    public void EveryTemplate_KeepsHeadingsTablesAndPlaceholders()
    {
        var catalogue = FrameworkLoader.Load(Path.Combine(Frameworks.Content.Root, "frameworks"));
        foreach (var template in TemplateReader.Load(Path.Combine(Frameworks.Content.Root, "templates"), catalogue).Items)
        {
            var once = Read(Exported(template.Body)).Text;
            Assert.All(template.Sections, section => Assert.Contains(" " + section.Heading + "\n", once, StringComparison.Ordinal));
            Assert.Equal(Management.Documents.Text.Placeholders.In(template.Body), Management.Documents.Text.Placeholders.In(once));
            // Read a second time nothing changes any more.
            Assert.Equal(once, Read(Exported(once)).Text);
        }
    }

    [Fact]
    public void WordOfOthers_WithTrackedChangesNotesAndObjects_IsReadAndWhatIsLeftOutIsTold()
    {
        var file = WordFiles.WithBody("""
            <w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Scope</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">Kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
            <w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r><w:r><w:drawing/></w:r></w:p>
            <w:sdt><w:sdtContent><w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">In a </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>control</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p></w:sdtContent></w:sdt>
            <w:p><w:r><w:t>===</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Wide</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>C</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>
            """, main => main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(new Footnote(new Paragraph(new Run(new Text("the note")))) { Id = 2 }));

        var read = Read(file);

        Assert.Equal("## Scope\n\nKept added\\[1\\]\n\na  \nb c-d\n\n**In a control**.\n\n\\===\n\n| Wide |  | C |\n|---|---|---|\n| 1 2 |  | in |\n\n\\[1\\] the note\n", read.Text);
        Assert.Equal(
            ["hidden texts: 1", "merged cells, which became empty ones: 1", "passages deleted with changes tracked: 1", "pictures, text boxes and other objects: 1", "tables inside tables, whose words stand in the cell: 1"], read.LeftOut);
    }

    [Fact]
    public void LinkThatRunsScript_IsItsWordsAlone()
    {
        var file = WordFiles.WithBody("<w:p><w:hyperlink r:id=\"bad\"><w:r><w:t>click</w:t></w:r></w:hyperlink></w:p>",
            main => main.AddHyperlinkRelationship(new("javascript:alert(1)"), isExternal: true, "bad"));

        Assert.Equal("click\n", Read(file).Text);
    }

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "deep", WordFiles.WithBody(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 50_000)) + string.Concat(Enumerable.Repeat("</w:tc></w:tr></w:tbl>", 50_000))) },
        { "too long", WordFiles.WithBody(string.Concat(Enumerable.Repeat("<w:p/>", 900_000))) },
        { "damaged", WordFiles.WithPart("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>" + WordFiles.Envelope("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")["<?xml version=\"1.0\" encoding=\"UTF-8\"?>".Length..]) },
        { "damaged", WordFiles.WithPart("<w:document") },
        { "no text", WordFiles.WithBody("") },
        { "cannot be read as DOCX", "PK\u0003\u0004 and nothing else"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task FileMadeToDoHarm_IsRefusedWithWhatToDo(string expected, byte[] file)
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();

        var (status, body) = await ImportAsync(ada, file, "evil.docx");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(expected, body.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await FilesAsync(ada));
    }

    [Fact]
    public async Task Markdown_InUtf8_IsTakenAsItIs_WithoutFactsAtItsBeginning()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();

        var (status, body) = await ImportAsync(ada, Encoding.UTF8.GetBytes("\uFEFF---\r\ntitle: X\r\n---\r\n# Grüße\r\n\r\n* item\r\n"), "a.md");
        Assert.Equal((HttpStatusCode.OK, "# Grüße\n\n* item\n", 1), (status, body.GetProperty("text").GetString(), body.GetProperty("leftOut").GetArrayLength()));
        (status, body) = await ImportAsync(ada, "---\nwords\n---\nmore\n"u8.ToArray(), "a.md");
        Assert.Equal("---\nwords\n---\nmore\n", body.GetProperty("text").GetString());

        foreach (var (content, name, expected) in new (byte[], string, string)[]
        {
            (Encoding.Latin1.GetBytes("# Gr\u00FC\u00DFe"), "a.md", "UTF-8"), ([], "a.md", "empty"), ("%PDF-1.7"u8.ToArray(), "a.pdf", "of a kind that is not taken"), ("\uFEFF \n"u8.ToArray(), "a.md", "no text"), (Encoding.UTF8.GetBytes(new string('x', 200_001)), "a.md", "shorten it"),
        })
        {
            (status, body) = await ImportAsync(ada, content, name);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Contains(expected, body.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_ShowsTheTextBeforeItIsStored_AndSavesItOnAsking()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await ada.OpenAsync("/documents/DOC-0001/text");

        using var form = new MultipartFormDataContent { { new ByteArrayContent(Exported("# Read <b>me</b>")), "file", "policy.docx" }, { new StringContent(ada.Page.QuerySelector("#import input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        await ada.SendPageAsync("/documents/DOC-0001/text/import", form);

        Assert.Equal(HttpStatusCode.OK, ada.Status);
        Assert.Contains("headers and footers of pages", ada.Page.QuerySelector(".alert-info")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("# Read \\<b\\>me\\</b\\>\n", ada.Page.QuerySelector("textarea[name=text]")!.TextContent.TrimStart('\n'));
        Assert.Equal(0, await FilesAsync(ada));
        await ada.SubmitAsync("/documents/DOC-0001/text", ("reason", "from Word"));
        Assert.Equal(1, await FilesAsync(ada));
    }

    [Fact]
    public async Task WhoMayNotWriteTheDocument_ReadsNoFileIntoIt()
    {
        await using var management = await ApprovalSteps.StartAsync();
        await (await management.SignInAsync()).EnterDocumentAsync();
        var contributor = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        var reader = await management.SignInAsAsync("Jaan Kask", Roles.Reader);

        Assert.Equal(HttpStatusCode.Forbidden, (await ImportAsync(contributor, "# x"u8.ToArray(), "a.md")).Status);
        using var refused = await SendAsync(reader, "# x"u8.ToArray(), "a.md");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static async Task<int> FilesAsync(Browser browser) => (await browser.ReadApiAsync("/documents/DOC-0001/files")).GetProperty("files").GetArrayLength();

    private static ImportedText Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return WordImport.Read(stream);
    }

    private static byte[] Exported(string text)
    {
        var document = DocumentRegister.Definition.Create(new(Guid.Empty, "DOC-0001", 1, default, "Ada"));
        document.Title = "Title";
        return DocumentWord.Of(document, new DocumentFile { DocumentKey = "DOC-0001", Number = 1, Sha256 = "abc", Name = "a.md", MediaType = "text/markdown", Size = 1, Note = "", UploadedAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), UploadedBy = "Ada" }, text);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ImportAsync(Browser browser, byte[] content, string name)
    {
        using var answer = await SendAsync(browser, content, name);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, byte[] content, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await browser.SendAsync(HttpMethod.Post, "/api/documents/DOC-0001/text/import", form);
    }
}
