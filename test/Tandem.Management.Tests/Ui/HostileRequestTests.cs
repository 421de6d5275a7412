using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Decisions;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Ui;

/// <summary>Addresses, forms and bodies that no page of ours sends: each is answered, none with an error of ours, and nothing of them is stored.</summary>
public sealed class HostileRequestTests(PostgresServer postgres)
{
    private static readonly string[] Values =
    [
        "%00", "a%00b", "-1", "0", "2147483648", "9223372036854775807", "99999999999999999999", "%ff%fe", "%ed%a0%80", "%F0%9F%98%80", "%27", "%22%3E%3Cscript%3E",
        "..%2f..", "NaN", "%0d%0aX:1", "0001-01-01", "9999-12-31", new string('x', 5000),
    ];

    private static readonly (string Path, string[] Parts)[] Lists =
    [
        ("/history", ["page", "size", "sort", "type", "key", "actor", "action", "at", "format", "columns", "group", "folded", "facet", "after", "before", "page=2&after", "page=2&before"]),
        ("/ai-systems", ["page", "size", "sort", "q", "state", "riskClass", "owner", "humanOversight", "updatedAt", "show", "columns", "group", "group=state&folded", "facet", "page=2&after", "page=2&sort=-owner&before"]),
        ("/decisions", ["older", "newer", "size", "sort", "outcome", "holds", "ai", "app", "class", "reason", "req", "from", "to"]),
        ("/api/history", ["type", "key", "before"]),
        ("/statement-of-applicability", ["q", "standard", "theme", "decision", "status", "reason"]),
        ("/catalogue", ["q", "standard", "kind"]),
        ("/sign-in", ["returnUrl"]),
    ];

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Addresses_WithAnythingInThem_AreAnswered(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await DecisionPagesTests.FollowAsync(management, log);
        var browser = await management.SignInAsync();

        foreach (var address in Lists.SelectMany(list => list.Parts.SelectMany(part => Values.Select(value => $"{list.Path}?{part}={value}")))
            .Concat(new[] { "/ai-systems/", "/history/", "/decisions/", "/catalogue/", "/catalogue/iso27001/", "/statement-of-applicability/", "/api/ai-systems/", "/lib/", "/css/" }.SelectMany(path => Values.Where(value => !value.Contains("%00", StringComparison.Ordinal)).Select(value => path + value)))) // Kestrel refuses those itself
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, address);
            Assert.True((int)answer.StatusCode < 500, $"{address} answered {answer.StatusCode}");
            if (address.Contains("%00", StringComparison.Ordinal))
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/é")]
    [InlineData("/\u0001")]
    [InlineData("/a b")]
    public async Task ReturnUrl_ThatNoHeaderCanCarry_LeadsHome(string target)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(target));

        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Text_WithANullCharacter_IsRefusedInFormAndJson(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        foreach (var field in new[] { "name", "purpose", "owner", "reason", "bindingApplication", "version", "nothing" })
        {
            await browser.OpenAsync("/ai-systems/new");
            await browser.SubmitAsync("/ai-systems/new", [("name", "x"), ("purpose", "y"), ("owner", "z"), (field, "a\0b")]);
            Assert.True(browser.Status == HttpStatusCode.BadRequest, $"{field} answered {browser.Status}");
        }
        using var multipart = new MultipartFormDataContent { { new StringContent("a\0b"), "name" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(HttpMethod.Post, "/ai-systems/new", multipart)).StatusCode);
        foreach (var body in new[] { """{"fields":{"name":"a\u0000b","purpose":"p","owner":"o"}}""", """{"fields":{"name":"n","purpose":"p","owner":"o","intendedUses":["\u0000"]}}""", """{"fields":{"name":"a\ud800b","purpose":"p","owner":"o"}}""", """{"fields":{"name":"n","purpose":"p","owner":"o"},"reason":"\u0000"}""" })
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(HttpMethod.Post, "/api/ai-systems", Json(body))).StatusCode);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.AiSystems.CountAsync()));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", HttpStatusCode.BadRequest)]
    [InlineData("""{"fields":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"fields":{"name":1}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"fields":{"name":"n","purpose":"p","owner":"o","nothing":1}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"fields":{"name":null}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"fields":{"name":"n","purpose":"p","owner":"o","state":"bogus"}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"fields":{"name":"n","purpose":"p","owner":"o","state":7}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"fields":{"name":"n","purpose":"p","owner":"o"},"version":1e99}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"fields":{"name":"n","purpose":"p","owner":"o","bindings":[{}]}}""", HttpStatusCode.UnprocessableEntity)]
    public async Task Body_ThatIsNoSystem_IsRefused(string body, HttpStatusCode status)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.SendAsync(HttpMethod.Post, "/api/ai-systems", Json(body));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Members_ThatAreNotTheClientsToSet_AreNotTaken()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("From the form", ("key", "AIS-9999"), ("createdBy", "Eve"), ("archivedAt", "2020-01-01"), ("id", "1"));
        using var answer = await browser.SendAsync(HttpMethod.Post, "/api/ai-systems", Json("""{"fields":{"name":"From JSON","purpose":"p","owner":"o"},"key":"AIS-9999","createdBy":"Eve","updatedBy":"Eve","archivedAt":"2020-01-01T00:00:00Z"}"""));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var systems = await management.WithDatabaseAsync(db => db.AiSystems.OrderBy(s => s.Key).ToListAsync());
        Assert.Equal(["AIS-0001", "AIS-0002"], systems.Select(s => s.Key));
        Assert.All(systems, system => Assert.Equal(("Ada Lovelace", "Ada Lovelace", null), (system.CreatedBy, system.UpdatedBy, system.ArchivedAt)));
    }

    [Fact]
    public async Task Forms_ThatAreNone_AreRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        async Task<HttpStatusCode> PostAsync(string body, string type)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return (await browser.SendAsync(HttpMethod.Post, "/ai-systems/new", content)).StatusCode;
        }
        const string form = "application/x-www-form-urlencoded";

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync("{}", "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync("name=x", "text/plain"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("--x\r\n", "multipart/form-data; boundary=y"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("--x\r\n", "multipart/form-data"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(string.Join('&', Enumerable.Range(0, 3000).Select(i => $"k{i}=1")), form));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(new string('k', 5000) + "=1", form));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("a=" + new string('x', 10_000_000), form));
    }

    [Theory]
    [InlineData("/api/ai-systems", "{\"fields\":{", "POST")]
    [InlineData("/api/account/notifications", "{\"mail\":{", "PUT")]
    public async Task Answer_ToManyWrongNames_IsNoLongerThanWhatWasSent(string path, string start, string method)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var body = start + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"n{i}\":\"\"")) + "}}";

        using var answer = await browser.SendAsync(new HttpMethod(method), path, Json(body));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, body.Length);
    }

    [Theory]
    [InlineData("""{"fields":{"name":"a\u0000b"}}""", "Text must not hold U+0000; take it out")]
    [InlineData("""{"fields":{"name":{"\ud800":1}}}""", "half a surrogate pair")]
    [InlineData("""{"fields":{"name":1e99999999999}}""", "too many digits")]
    [InlineData("""{"fields":{},"version":"x"}""", "at $.version, byte 27 of line 1")]
    [InlineData("""{"fields":""", "of line 1")]
    public async Task Body_ThatCannotBeRead_IsRefusedWithThePlaceInIt(string body, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.SendAsync(HttpMethod.Post, "/api/ai-systems", Json(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var detail = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken)).GetProperty("detail").GetString();
        Assert.Contains(words, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", detail, StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
