using System.Net;
using System.Text.Json;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Records;

/// <summary>Two people change one record: both changes hold where they can, and where they cannot nothing is lost.</summary>
public sealed class ConcurrentEditTests(PostgresServer postgres)
{
    private const string Path = "/api/ai-systems/AIS-0001";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Forms_ThatChangeDifferentFields_BothHold(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var first = await management.SignInAsync();
        await first.RegisterAsync("Claims assistant");
        var second = await management.SignInAsync();
        await first.OpenAsync("/ai-systems/AIS-0001/edit");
        await second.OpenAsync("/ai-systems/AIS-0001/edit");

        await first.SubmitAsync("/ai-systems/AIS-0001/edit", ("owner", "Jonas Weber"));
        await second.SubmitAsync("/ai-systems/AIS-0001/edit", ("purpose", "Summarises files"));

        Assert.Equal((HttpStatusCode.OK, "/ai-systems/AIS-0001"), (second.Status, second.Path));
        var fields = (await ReadAsync(second)).GetProperty("fields");
        Assert.Equal(("PER-0003", "Summarises files"), (fields.GetProperty("owner").GetString(), fields.GetProperty("purpose").GetString()));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Patches_AtOnce_OfDifferentFields_AllHold(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        string[] names = ["unit", "outOfScopeUse", "humanOversight"];

        var answers = await Task.WhenAll(names.Select(name => PatchAsync(browser, 1, (name, name + " was set"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        var system = await ReadAsync(browser);
        Assert.All(names, name => Assert.Equal(name + " was set", system.GetProperty("fields").GetProperty(name).GetString()));
        Assert.Equal(4, system.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Patch_OfOneField_LeavesTheOthers()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        Assert.Equal(HttpStatusCode.OK, await PatchAsync(browser, 1, ("unit", "Claims")));

        var fields = (await ReadAsync(browser)).GetProperty("fields");
        Assert.Equal(("Claims assistant", "PER-0002", "Claims"), (fields.GetProperty("name").GetString(), fields.GetProperty("owner").GetString(), fields.GetProperty("unit").GetString()));
    }

    [Fact]
    public async Task Patch_OfAFieldThatSomebodyElseChanged_IsRefusedUnlessTheValueIsTheSame()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await PatchAsync(browser, 1, ("unit", "Claims"));

        Assert.Equal(HttpStatusCode.Conflict, await PatchAsync(browser, 1, ("unit", "Sales")));
        Assert.Equal(HttpStatusCode.OK, await PatchAsync(browser, 1, ("unit", "Claims")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PatchAsync(browser, 9, ("unit", "Sales")));
        Assert.Equal("Claims", (await ReadAsync(browser)).GetProperty("fields").GetProperty("unit").GetString());
    }

    [Fact]
    public async Task Patch_OfAnArchivedRecord_IsRefusedWithWhatToDo()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        using var unexplained = await browser.CallAsync(HttpMethod.Post, Path + "/archive", new { version = 1 });
        using var archived = await browser.CallAsync(HttpMethod.Post, Path + "/archive", new { version = 1, reason = "replaced" });

        using var answer = await browser.CallAsync(HttpMethod.Patch, Path, new { version = 2, fields = new { unit = "Claims" } });

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { unexplained, archived, answer }.Select(a => a.StatusCode));
        Assert.Contains("restore it before", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PatchAsync(Browser browser, int version, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.CallAsync(HttpMethod.Patch, Path, new { version, fields = fields.ToDictionary(field => field.Name, field => field.Value) });
        return answer.StatusCode;
    }

    private static async Task<JsonElement> ReadAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, Path);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
