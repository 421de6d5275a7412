using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Evidence;
using Tandem.Management.Tests.Approvals;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Evidence;

/// <summary>Revisions as people, programs and attackers send them, and how they come back.</summary>
public sealed class RevisionTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Revisions_OfEachSort_AreNumberedAndStay(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        await (await ada.SendFileAsync(1, "a,b\n1,2\n")).ReadAsync(HttpStatusCode.OK);
        await (await ada.SendRevisionAsync(2, [("address", "https://intranet.example/report"), ("sha256", new string('A', 64)), ("coversFrom", "2026-01-01"), ("coversTo", "2026-01-31")])).ReadAsync(HttpStatusCode.OK);
        await (await ada.SendTextAsync(3, "seen", "EVD-0001", ("collectedOn", "2026-02-02"))).ReadAsync(HttpStatusCode.OK);

        var revisions = (await (await ada.CallAsync(HttpMethod.Get, "/api/evidence/EVD-0001/revisions")).ReadAsync(HttpStatusCode.OK)).GetProperty("revisions");
        Assert.Equal("text,address,file", string.Join(',', revisions.EnumerateArray().Select(r => r.GetProperty("source").GetString())));
        Assert.Equal(Hash("seen"), revisions[0].GetProperty("sha256").GetString());
        Assert.Equal(("2026-02-02", "2026-01-31"), (revisions[0].GetProperty("collectedOn").GetString(), revisions[0].GetProperty("coversTo").GetString()));
        Assert.Equal((new string('a', 64), "https://intranet.example/report"), (revisions[1].GetProperty("sha256").GetString(), revisions[1].GetProperty("address").GetString()));
        Assert.Equal((Hash("a,b\n1,2\n"), 8, "rights.csv"), (revisions[2].GetProperty("sha256").GetString(), revisions[2].GetProperty("size").GetInt32(), revisions[2].GetProperty("name").GetString()));
        using var file = await ada.CallAsync(HttpMethod.Get, "/api/evidence/EVD-0001/revisions/1");
        Assert.Equal("a,b\n1,2\n", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var none = await ada.CallAsync(HttpMethod.Get, "/evidence/EVD-0001/revisions/2");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        await ada.OpenAsync("/evidence/EVD-0001");
        Assert.Contains("elsewhere", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/evidence/EVD-0001?tab=history");
        Assert.Equal(HttpStatusCode.OK, ada.Status);
    }

    [Fact]
    public async Task Upload_ByTheForm_ComesBackAsAttachmentThatNothingRenders()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();
        await ada.OpenAsync("/evidence/EVD-0001/revisions/new");
        var form = ada.Page.QuerySelector("form[data-upload]")!;
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        Assert.Contains(ada.Page.QuerySelectorAll("script[src]"), script => script.GetAttribute("src")!.Contains("upload", StringComparison.Ordinal));
        const string page = "<html><script>alert(1)</script></html>";
        using var content = new MultipartFormDataContent { { new StringContent("1"), "version" }, { new StringContent(form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        foreach (var empty in new[] { "address", "sha256", "text", "collectedOn", "coversFrom", "coversTo", "reason" })
            content.Add(new StringContent(""), empty);
        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(page)), "file", "../../<b>login.html");

        await ada.SendPageAsync("/evidence/EVD-0001/revisions/new", content);

        Assert.Equal((HttpStatusCode.OK, "/evidence/EVD-0001"), (ada.Status, ada.Path));
        using var file = await ada.CallAsync(HttpMethod.Get, "/evidence/EVD-0001/revisions/1");
        Assert.Equal(page, await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("attachment", "blogin.html"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'", file.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("address", "http://intranet.example/", "https://")]
    [InlineData("address", "javascript:alert(1)", "https://")]
    [InlineData("address", "https://ada:secret@intranet.example/", "https://")]
    [InlineData("collectedOn", "2199-01-01", "still to be collected")]
    [InlineData("collectedOn", "31.12.2026", "enter a day")]
    [InlineData("coversTo", "1899-01-01", "enter a day")]
    public async Task Revision_WithWhatIsNotTaken_IsRefusedAndLeavesNothing(string field, string value, string why)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        var answer = await ada.SendRevisionAsync(1, field == "address" ? [(field, value)] : [("text", "seen"), (field, value)]);

        Assert.Contains(why, await answer.RefusalAsync(field), StringComparison.Ordinal);
        await NothingAsync(management);
    }

    [Fact]
    public async Task Revision_OfNothingOrOfTwoThings_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        Assert.Contains("one thing", await (await ada.SendRevisionAsync(1, [])).RefusalAsync("file"), StringComparison.Ordinal);
        Assert.Contains("one thing", await (await ada.SendRevisionAsync(1, [("text", "seen"), ("address", "https://a.example/")])).RefusalAsync("file"), StringComparison.Ordinal);
        Assert.Contains("one thing", await (await ada.SendRevisionAsync(1, [("text", "seen")], "a,b"u8.ToArray())).RefusalAsync("file"), StringComparison.Ordinal);
        Assert.Contains("not taken", await (await ada.SendFileAsync(1, "MZ", "tool.exe")).RefusalAsync("file"), StringComparison.Ordinal);
        Assert.Contains("64 digits", await (await ada.SendRevisionAsync(1, [("address", "https://a.example/"), ("sha256", "abc")])).RefusalAsync("sha256"), StringComparison.Ordinal);
        Assert.Contains("shorten it", await (await ada.SendTextAsync(1, new string('x', EvidenceLimits.RevisionText + 1))).RefusalAsync("text"), StringComparison.Ordinal);
        using var json = await ada.CallAsync(HttpMethod.Post, "/api/evidence/EVD-0001/revisions", new { text = "seen" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        await NothingAsync(management);
    }

    [Fact]
    public async Task Upload_OfAHundredMebibytes_IsTaken_AndOneByteMoreIsAnsweredWithWords()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();
        var large = new byte[EvidenceLimits.FileBytes + 1];
        "%PDF-1.7"u8.CopyTo(large);

        var refused = await (await ada.SendRevisionAsync(1, [], large, "scan.pdf")).ReadAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("larger than 100 MiB", refused.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        using var much = await ada.SendRevisionAsync(1, [], new byte[EvidenceLimits.FileBytes + (2 * 1024 * 1024)], "scan.pdf");
        Assert.Contains("larger than accepted", (await much.ReadAsync(HttpStatusCode.RequestEntityTooLarge)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await NothingAsync(management);
        await (await ada.SendRevisionAsync(1, [], large[..^1], "scan.pdf")).ReadAsync(HttpStatusCode.OK);
        // No other endpoint takes so much.
        using var elsewhere = await ada.SendAsync(HttpMethod.Post, "/api/evidence", new ByteArrayContent(new byte[ManagementHost.RequestLimitBytes + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Text_ThatIsRefused_IsNotLost()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        await ada.OpenAsync("/evidence/EVD-0001/revisions/new");
        await ada.SubmitAsync("/evidence/EVD-0001/revisions/new", ("text", "a long look"), ("collectedOn", "2199-01-01"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Equal("a long look", ada.Page.QuerySelector("#field-text")!.TextContent);
        Assert.Contains("Enter the day on which it was collected", ada.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Revision_ByWhoMayNot_ToAnOldVersion_OrWithoutToken_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.Contributor);
        var reader = await management.SignInAsAsync("Jaan Kask", Roles.Reader);
        await ada.EnterEvidenceAsync();

        await (await mari.SendTextAsync(1)).ReadAsync(HttpStatusCode.Forbidden);
        await (await reader.SendTextAsync(1)).ReadAsync(HttpStatusCode.Forbidden);
        await (await ada.SendTextAsync(1, key: "EVD-0009")).ReadAsync(HttpStatusCode.NotFound);
        using var forged = await ada.CallWithoutTokenAsync(HttpMethod.Post, "/evidence/EVD-0001/revisions/new");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        await (await ada.ChangeEvidenceAsync(1, new { title = "Other" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.SendFileAsync(1, "a,b")).ReadAsync(HttpStatusCode.Conflict);
        await NothingAsync(management);
        await (await ada.MoveEvidenceAsync("withdraw", 2)).ReadAsync(HttpStatusCode.OK);
        await (await ada.SendTextAsync(3)).ReadAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Files_OfOthers_AreNotFoundByGuests()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();
        await (await ada.SendFileAsync(1, "a,b")).ReadAsync(HttpStatusCode.OK);
        await ada.EnterEvidenceAsync();
        await (await ada.SendFileAsync(1, "c,d", key: "EVD-0002")).ReadAsync(HttpStatusCode.OK);
        var auditor = await management.SignInAsAsync("Liis Lepp", Roles.ExternalAuditor);
        foreach (var path in new[] { "/evidence/EVD-0001", "/evidence/EVD-0001/revisions/1", "/api/evidence/EVD-0001/revisions/1", "/api/evidence/EVD-0001/revisions" })
        {
            using var hidden = await auditor.CallAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
        await (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", new { fields = new { audit = "Stage 2", auditor = "Liis Lepp", firstDay = Day(-1), lastDay = Day(1), records = new[] { "EVD-0001" } } })).ReadAsync(HttpStatusCode.Created);

        await auditor.OpenAsync("/evidence/EVD-0001");
        Assert.Contains("rights.csv", auditor.Text, StringComparison.Ordinal);
        using var own = await auditor.CallAsync(HttpMethod.Get, "/evidence/EVD-0001/revisions/1");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var other = await auditor.CallAsync(HttpMethod.Get, "/evidence/EVD-0002/revisions/1");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Revisions_AtOnce_KeepOneOfThemEach()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ada.SendTextAsync(1, $"seen {i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.EvidenceRevisions.CountAsync()));
    }

    [Fact]
    public async Task Download_OfADamagedFile_IsRefusedByName()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();
        await (await ada.SendFileAsync(1, "a,b")).ReadAsync(HttpStatusCode.OK);
        var path = Directory.EnumerateFiles(management.Options.FilesFolder, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(path, "a,c", TestContext.Current.CancellationToken);

        await ada.OpenAsync("/evidence/EVD-0001/revisions/1");
        Assert.Equal(HttpStatusCode.InternalServerError, ada.Status);
        Assert.Contains($"The file of revision 1 of EVD-0001 is not sent: the stored file `{Path.GetFileName(path)}` is damaged", ada.Text, StringComparison.Ordinal);
        using var api = await ada.CallAsync(HttpMethod.Get, "/api/evidence/EVD-0001/revisions/1");
        Assert.Contains("is damaged", (await api.ReadAsync(HttpStatusCode.InternalServerError)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revision_OfWhatWasAccepted_IsLookedAtAgain()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.AcceptEvidenceAsync(mari);

        await (await mari.SendTextAsync(4, "changed")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("submitted", (await ada.EvidenceAsync()).GetProperty("state").GetString());
        Assert.Contains("you handed it in", await (await mari.MoveEvidenceAsync("accept", 5)).RefusalAsync("state"), StringComparison.Ordinal);
        await (await ada.MoveEvidenceAsync("accept", 5)).ReadAsync(HttpStatusCode.OK);
    }

    private static string Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task NothingAsync(ManagementFixture management)
    {
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.EvidenceRevisions.CountAsync()));
        Assert.Empty(Directory.Exists(management.Options.FilesFolder) ? Directory.EnumerateFiles(management.Options.FilesFolder, "*", SearchOption.AllDirectories) : []);
    }
}
