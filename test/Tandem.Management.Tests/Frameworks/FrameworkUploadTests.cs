using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Frameworks that the organisation uploads: looked at, loaded whole, in versions that stay, compared, archived.</summary>
public sealed class FrameworkUploadTests(PostgresServer postgres)
{
    private const string First = "/frameworks/uploaded/FWK-0001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Upload_LookLoadAndLaterVersion_AreKeptSideBySide(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();

        using var look = await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.Library, isLook: true));
        Assert.Equal((HttpStatusCode.OK, false), (look.StatusCode, (await JsonAsync(look)).GetProperty("isLoaded").GetBoolean()));
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.FrameworkParts.CountAsync(Cancellation)));
        using var loaded = await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.Library));
        Assert.Equal((HttpStatusCode.Created, "/api/frameworks/uploaded/FWK-0001"), (loaded.StatusCode, loaded.Headers.Location!.OriginalString));
        Assert.Contains("translations", (await JsonAsync(loaded)).GetProperty("ignored").EnumerateArray().Select(member => member.GetString()));

        using var lookAgain = await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.LaterLibrary, isLook: true));
        var difference = (await JsonAsync(lookAgain)).GetProperty("difference");
        Assert.Equal((1, 1, 1), (difference.GetProperty("added").GetInt32(), difference.GetProperty("removed").GetInt32(), difference.GetProperty("changed").GetInt32()));
        using var later = await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.LaterLibrary));
        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
        foreach (var old in new[] { FrameworkFiles.Library, FrameworkFiles.LaterLibrary })
        {
            using var refused = await SendAsync(browser, FrameworkFiles.Form(old));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("is not later than version 2 of FWK-0001", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        await browser.OpenAsync(First);
        Assert.Contains("© Example Ltd, all rights reserved", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Say at once that a machine answers", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync(First + "?version=1&q=MACHINE");
        Assert.Equal("Say that a machine answers", Assert.Single(browser.Page.QuerySelectorAll("main table.grid-table tbody th a")).TextContent);
        await browser.OpenAsync(browser.Page.QuerySelector("main table.grid-table tbody th a")!.GetAttribute("href")!);
        Assert.Contains("Whoever talks to an assistant", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync(First + "/compare");
        Assert.Equal(3, browser.Page.QuerySelectorAll("main table.grid-table tbody tr").Length);
        using var export = await browser.CallAsync(HttpMethod.Get, First + "/compare?difference=changed&format=json");
        var row = (await JsonAsync(export)).GetProperty("rows")[0];
        Assert.Contains("Say that a machine answers", row.GetProperty("before").GetString(), StringComparison.Ordinal);
        Assert.Contains("Say at once", row.GetProperty("after").GetString(), StringComparison.Ordinal);
        using var compared = await browser.CallAsync(HttpMethod.Get, "/api" + First + "/compare?from=1&to=2");
        Assert.Equal(["added", "changed", "removed"], (await JsonAsync(compared)).GetProperty("rows").EnumerateArray().Select(one => one.GetProperty("kind").GetString()).Order(StringComparer.Ordinal));
        await browser.OpenAsync("/frameworks");
        Assert.Contains("Rules of the house", browser.Page.QuerySelector("#table-frameworks")!.TextContent, StringComparison.Ordinal);
        using var found = await browser.CallAsync(HttpMethod.Get, "/api/search?q=at+once+machine");
        Assert.Contains("FWK-0001:1.1", await found.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Parts_OfALargeFramework_AreGivenPageByPage(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        StatementCounter.Prepare(management);
        var browser = await management.SignInAsync();
        (await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.Own(1234), "own.json"))).Dispose();

        var refs = new List<string>();
        for (int? page = 1; page is not null;)
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, $"/api{First}/parts?size=500&page={page}");
            var body = await JsonAsync(answer);
            refs.AddRange(body.GetProperty("rows").EnumerateArray().Select(part => part.GetProperty("ref").GetString()!));
            page = body.GetProperty("next").ValueKind == JsonValueKind.Null ? null : body.GetProperty("next").GetInt32();
        }
        Assert.Equal(Enumerable.Range(1, 1234).Select(i => $"{i}"), refs);
        await browser.OpenAsync(First + "?page=2");
        using var counter = new StatementCounter();
        await browser.OpenAsync(First + "?page=2");
        Assert.InRange(counter.Count, 3, 9);
    }

    [Fact]
    public async Task Upload_HostileTitles_StayTextOnEveryPage()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        const string script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        var file = FrameworkFiles.Library.Replace("name: Rules of the house", $"name: '{script}'", StringComparison.Ordinal).Replace("name: People", $"name: '{script}'", StringComparison.Ordinal)
            .Replace("\"© Example Ltd, all rights reserved\"", $"'{script}'", StringComparison.Ordinal).Replace("translations:\n  fr:\n    name: B", $"'{script}':\n  fr:\n    name: B", StringComparison.Ordinal);

        await browser.OpenAsync("/frameworks");
        foreach (var isLook in new[] { true, false })
        {
            await browser.SendPageAsync("/frameworks", WithToken(browser, FrameworkFiles.Form(file, "<b>.yaml", isLook)));
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(script, browser.Text, StringComparison.Ordinal);
            await CheckAsync(browser.Path);
            await browser.OpenAsync("/frameworks");
        }
        foreach (var path in new[] { "/frameworks", First, First + "?tab=history", First + "/parts/1", "/search?q=onerror" })
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            await CheckAsync(path);
        }

        Task CheckAsync(string path)
        {
            Assert.True(browser.Page.QuerySelectorAll("main script:not([src]), main img, main b").Length == 0, path);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Upload_WhatCannotBeLoaded_IsRefusedWithEveryProblemAndStoresNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/frameworks");
        var broken = FrameworkFiles.Library.Replace("assessable: false", "assessable: perhaps", StringComparison.Ordinal).Replace("parent_urn: urn:example:risk:req_node:house:1\n", "parent_urn: urn:gone\n", StringComparison.Ordinal);

        await browser.SendPageAsync("/frameworks", WithToken(browser, FrameworkFiles.Form(broken)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(3, browser.Page.QuerySelectorAll("[role=alert] li").Length);
        Assert.Contains("Line 31, `objects.framework.requirement_nodes[0].assessable`: true or false is expected", browser.Text, StringComparison.Ordinal);
        using var two = FrameworkFiles.Form(FrameworkFiles.Library);
        two.Add(new ByteArrayContent([1]), "file", "b");
        foreach (var form in new[] { new() { { new StringContent("none"), "note" } }, two, FrameworkFiles.Form([]), FrameworkFiles.Form(new byte[5 * 1024 * 1024 + 1]), FrameworkFiles.Form(Encoding.UTF8.GetBytes("a: &x [1]")) })
        {
            using var refused = await SendAsync(browser, form);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.NotEmpty((await JsonAsync(refused)).GetProperty("problems").EnumerateArray());
        }
        using var huge = await SendAsync(browser, FrameworkFiles.Form(new byte[7 * 1024 * 1024]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        using var json = await browser.CallAsync(HttpMethod.Post, "/api/frameworks", new { file = "x" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.UploadedFrameworks.CountAsync(Cancellation)));
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.FrameworkParts.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Upload_TheSameFourTimesAtOnce_IsLoadedOnce(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        using (await browser.CallAsync(HttpMethod.Get, "/api/frameworks"))
        {
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.Library))));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(3, await management.WithDatabaseAsync(db => db.FrameworkParts.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Archive_WithReason_TakesItOutOfTheSearchAndStandsInTheHistory()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        (await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.Library))).Dispose();

        using var silent = await browser.CallAsync(HttpMethod.Post, $"/api{First}/archive", new { version = 1 });
        using var stale = await browser.CallAsync(HttpMethod.Post, $"/api{First}/archive", new { version = 7, reason = "old" });
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (silent.StatusCode, stale.StatusCode));
        await browser.OpenAsync(First);
        await browser.SubmitAsync(First + "/archive", ("reason", "replaced by law"));
        Assert.Contains("Archived", browser.Text, StringComparison.Ordinal);
        using var found = await browser.CallAsync(HttpMethod.Get, "/api/search?q=machine");
        Assert.DoesNotContain("FWK-0001", await found.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await browser.OpenAsync(First + "?tab=history");
        Assert.Contains("replaced by law", browser.Text, StringComparison.Ordinal);
        using var back = await browser.CallAsync(HttpMethod.Post, $"/api{First}/restore", new { version = 2, reason = "needed again" });
        Assert.Equal(JsonValueKind.Null, (await JsonAsync(back)).GetProperty("archivedAt").ValueKind);
    }

    [Theory]
    [InlineData(Roles.Reader)]
    [InlineData(Roles.Contributor)]
    public async Task Others_ReadAndLoadNothing(string role)
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        (await SendAsync(ada, FrameworkFiles.Form(FrameworkFiles.Library))).Dispose();
        var browser = await management.SignInAsAsync("Mari Tamm", role);

        await browser.OpenAsync(First);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(browser.Page.QuerySelectorAll("main form[method=post][action*=archive]"));
        await browser.OpenAsync("/frameworks");
        Assert.Empty(browser.Page.QuerySelectorAll("form#upload"));
        using var refused = await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.LaterLibrary));
        using var kept = await browser.CallAsync(HttpMethod.Post, $"/api{First}/archive", new { version = 1, reason = "no" });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (refused.StatusCode, kept.StatusCode));
    }

    [Theory]
    [InlineData("/frameworks/uploaded/FWK-0009")]
    [InlineData("/frameworks/uploaded/FWK-0001?version=9")]
    [InlineData("/frameworks/uploaded/FWK-0001?version=x")]
    [InlineData("/frameworks/uploaded/FWK-0001/compare")]
    [InlineData("/frameworks/uploaded/FWK-0001/parts/99")]
    [InlineData("/api/frameworks/uploaded/FWK-0001/compare?from=1&to=2")]
    public async Task Unknown_IsNotFound(string path)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        (await SendAsync(browser, FrameworkFiles.Form(FrameworkFiles.Library))).Dispose();
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static MultipartFormDataContent WithToken(Browser browser, MultipartFormDataContent form)
    {
        form.Add(new StringContent(browser.Page.QuerySelector("form#upload input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        return form;
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, MultipartFormDataContent form) => browser.SendAsync(HttpMethod.Post, "/api/frameworks", form);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
