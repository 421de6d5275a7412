using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Documents;
using Tandem.Management.Tests.Approvals;

namespace Tandem.Management.Tests.Documents;

/// <summary>Uploads as people and attackers send them, and how files come back.</summary>
public sealed class UploadTests
{
    [Fact]
    public async Task Upload_ByForm_ComesBackAsAttachmentThatNothingRenders()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await ada.OpenAsync("/documents/DOC-0001");
        var form = ada.Page.QuerySelector("#upload")!;
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        using var content = new MultipartFormDataContent();
        foreach (var field in form.QuerySelectorAll("input[type=hidden]"))
            content.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
        const string text = "<html><script>alert(1)</script></html>";
        content.Add(new StringContent("first text"), "reason");
        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "../../<b>notes.txt");

        await ada.SendPageAsync("/documents/DOC-0001/files", content);

        Assert.Equal((HttpStatusCode.OK, "/documents/DOC-0001"), (ada.Status, ada.Path));
        Assert.Contains("bnotes.txt", ada.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "/documents/DOC-0001/files/1", "/api/documents/DOC-0001/files/1" })
        {
            using var file = await ada.CallAsync(HttpMethod.Get, path);
            Assert.Equal(text, await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(("attachment", "bnotes.txt"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
            Assert.Equal("text/plain", file.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'", file.Headers.GetValues("Content-Security-Policy").Single());
            Assert.True(file.Headers.CacheControl!.NoStore);
        }
        using var other = await ada.CallAsync(HttpMethod.Get, "/documents/DOC-0001/files/2");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Theory]
    [InlineData("page.html", "<html><script>alert(1)</script></html>", "not taken")]
    [InlineData("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not taken")]
    [InlineData("policy.pdf", "<html><script>alert(1)</script></html>", "is not a PDF")]
    [InlineData("policy.pdf", "", "is empty")]
    [InlineData("policy.txt", "a\0b", "not text")]
    public async Task Upload_OfWhatIsNotTaken_IsRefusedAndLeavesNothing(string name, string content, string why)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();

        var refused = await (await ada.UploadAsync(1, content, name)).ReadAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, refused.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        await NothingAsync(management);
    }

    [Fact]
    public async Task Upload_AsLargeAsAllowed_IsTaken_AndOneByteMoreIsNot()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        var large = new byte[DocumentLimits.FileBytes + 1];
        "%PDF-1.7"u8.CopyTo(large);

        var refused = await (await ada.UploadAsync(1, large, "policy.pdf")).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("larger than 32 MiB", refused.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        await NothingAsync(management);
        using var much = await ada.UploadAsync(1, new byte[DocumentLimits.FileBytes + (2 * 1024 * 1024)], "policy.pdf");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, much.StatusCode);
        await (await ada.UploadAsync(1, large[..^1], "policy.pdf")).ReadAsync(HttpStatusCode.OK);
        // No other endpoint takes so much.
        using var elsewhere = await ada.SendAsync(HttpMethod.Post, "/api/documents", new ByteArrayContent(new byte[ManagementHost.RequestLimitBytes + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Upload_ThatIsNoProperForm_IsRefusedAndLeavesNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();

        using var json = await ada.CallAsync(HttpMethod.Post, "/api/documents/DOC-0001/files", new { file = "text" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        foreach (var (type, body) in new[]
        {
            ("multipart/form-data", "no boundary at all"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and then the line breaks"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: nonsense\r\n\r\n%PDF-1.7\r\n--x--\r\n"),
        })
        {
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await ada.SendAsync(HttpMethod.Post, "/api/documents/DOC-0001/files", content);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{type}: {answer.StatusCode}");
        }
        using var two = new MultipartFormDataContent { { new StringContent("1"), "version" }, { new ByteArrayContent("%PDF-1"u8.ToArray()), "file", "a.pdf" }, { new ByteArrayContent("%PDF-2"u8.ToArray()), "file", "b.pdf" } };
        using var several = await ada.SendAsync(HttpMethod.Post, "/api/documents/DOC-0001/files", two);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, several.StatusCode);
        await NothingAsync(management);
    }

    [Fact]
    public async Task Upload_ByWhoMayNot_ToAnOldVersion_OrWithoutToken_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        var reader = await management.SignInAsAsync("Jaan Kask", Roles.Reader);
        await ada.EnterDocumentAsync();

        await (await mari.UploadAsync(1)).ReadAsync(HttpStatusCode.Forbidden);
        await (await reader.UploadAsync(1)).ReadAsync(HttpStatusCode.Forbidden);
        await (await ada.UploadAsync(1, key: "DOC-0009")).ReadAsync(HttpStatusCode.NotFound);
        using var forged = await ada.CallWithoutTokenAsync(HttpMethod.Post, "/documents/DOC-0001/files");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        await (await ada.CallAsync(HttpMethod.Patch, "/api/documents/DOC-0001", new { fields = new { summary = "Who may come in" }, version = 1 })).ReadAsync(HttpStatusCode.OK);
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.DocumentFiles.CountAsync()));
    }

    [Fact]
    public async Task Uploads_AtOnce_KeepOneOfThemEach()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ada.UploadAsync(1, $"%PDF-1.7 text {i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.DocumentFiles.CountAsync()));
    }

    [Fact]
    public async Task Download_OfADamagedFile_IsRefusedByName()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);
        var path = Directory.EnumerateFiles(management.Options.FilesFolder, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(path, "%PDF-1.7 forged", TestContext.Current.CancellationToken);

        await ada.OpenAsync("/documents/DOC-0001/files/1");
        Assert.Equal(HttpStatusCode.InternalServerError, ada.Status);
        Assert.Contains($"File 1 of DOC-0001 is not sent: the stored file `{Path.GetFileName(path)}` is damaged", ada.Text, StringComparison.Ordinal);
        using var api = await ada.CallAsync(HttpMethod.Get, "/api/documents/DOC-0001/files/1");
        Assert.Contains("is damaged", (await api.ReadAsync(HttpStatusCode.InternalServerError)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task NothingAsync(ManagementFixture management)
    {
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.DocumentFiles.CountAsync()));
        Assert.Empty(Directory.Exists(management.Options.FilesFolder) ? Directory.EnumerateFiles(management.Options.FilesFolder, "*", SearchOption.AllDirectories) : []);
    }
}
