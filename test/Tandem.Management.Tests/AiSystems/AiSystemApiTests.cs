using System.Net;
using System.Text.Json;
using Tandem.Inspection.Policy;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.AiSystems;

public sealed class AiSystemApiTests(PostgresServer postgres)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static object Claims(int version = 0, string name = "Claims assistant") => new { fields = Fields(name), version };

    private static object Fields(string name) => new
    {
        name,
        purpose = "Drafts letters",
        owner = "Mari Tamm",
        state = "operating",
        riskClass = "limited",
        riskClassBasis = "prepares, does not decide",
        organisationRoles = new[] { "deployer" },
        intendedUses = new[] { "claims-summary" },
        bindings = new[] { new { applicationId = "claims-portal", route = "chat", roles = new[] { "claims-handler" }, dataClasses = Array.Empty<string>() } },
    };

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Register_ChangeAndArchive_ByTheApi_AnswerTheStoredSystem(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var client = await management.SignInAsync();

        using var created = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", Claims());
        using var changed = await client.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", Claims(version: 1, name: "Claims helper"));
        using var stale = await client.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", Claims(version: 1, name: "Late"));
        using var archived = await client.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 2, reason = "replaced" });

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK],
            new[] { created, changed, stale, archived }.Select(r => r.StatusCode));
        var problem = await stale.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", stale.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Claims helper", problem.GetProperty("stored").GetProperty("fields").GetProperty("name").GetString());
        var system = await archived.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(3, system.GetProperty("version").GetInt32());
        Assert.Equal("limited", system.GetProperty("fields").GetProperty("riskClass").GetString());
    }

    [Fact]
    public async Task AnswerOfASave_AtATimeFinerThanIsStored_IsWhatTheNextReadingAnswers()
    {
        var clock = new FrozenClock();
        clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMicrosecond + 7 - (clock.GetUtcNow().Ticks % TimeSpan.TicksPerMicrosecond)));
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var client = await management.SignInAsync();

        using var created = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", Claims());
        using var read = await client.CallAsync(HttpMethod.Get, "/api/ai-systems/AIS-0001");
        using var archived = await client.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "replaced" });
        using var again = await client.CallAsync(HttpMethod.Get, "/api/ai-systems/AIS-0001");

        Assert.Equal(await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await archived.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Inventory_AfterEachChange_HoldsTheSystemsInUse()
    {
        await using var management = await ManagementFixture.StartAsync();
        var client = await management.SignInAsync();
        var file = Path.Combine(management.Options.ExchangeFolder, "inventory.json");
        async Task<IReadOnlyList<InventorySystem>> ReadAsync(int systems)
        {
            while (true)
            {
                // Written by itself within a second or so, in one piece.
                var found = File.Exists(file) ? JsonSerializer.Deserialize<Inventory>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), Web)!.Systems : [];
                if (File.Exists(file) && found.Count == systems)
                    return found;
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        await ReadAsync(0);
        using var created = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", Claims());

        var system = Assert.Single(await ReadAsync(1));
        Assert.Equal(("AIS-0001", "Claims assistant", "limited", "Mari Tamm"), (system.Key, system.Name, system.RiskClass, system.Owner));
        Assert.Equal(["claims-portal"], system.Applications);
        Assert.Equal(["claims-summary"], system.IntendedUses);
        Assert.Equal(["claims-handler"], system.AllowedRoles);

        using var archived = await client.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "replaced" });
        Assert.Empty(await ReadAsync(0));
    }

    [Fact]
    public async Task Errors_OfTheApi_AreProblemsWithAllFields()
    {
        await using var management = await ManagementFixture.StartAsync();
        var client = await management.SignInAsync();

        using var invalid = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = new { name = "", intendedUses = (string[]?)null } });
        using var unreadable = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = "none such" });
        using var missing = await client.CallAsync(HttpMethod.Get, "/api/ai-systems/AIS-9999");

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest, HttpStatusCode.NotFound], new[] { invalid, unreadable, missing }.Select(r => r.StatusCode));
        Assert.All(new[] { invalid, unreadable, missing }, answer => Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType));
        var problem = await invalid.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(["name", "owner", "purpose"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task Export_OfTheList_HoldsTheRowsOfTheViewWithFormulasGuarded()
    {
        await using var management = await ManagementFixture.StartAsync();
        var client = await management.SignInAsync();
        await client.RegisterAsync("=HYPERLINK(\"http://x\")");
        await client.RegisterAsync("Customer chat");

        using var csv = await client.CallAsync(HttpMethod.Get, "/ai-systems?q=hyperlink&format=csv");
        using var json = await client.CallAsync(HttpMethod.Get, "/ai-systems?sort=-key&format=json");

        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("AIS-0001,\"'=HYPERLINK", lines[1], StringComparison.Ordinal);
        var rows = (await json.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("rows");
        Assert.Equal(["AIS-0002", "AIS-0001"], rows.EnumerateArray().Select(row => row.GetProperty("key").GetString()));
    }
}
