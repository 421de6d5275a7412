using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.People;

public sealed class PeopleTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Owner_ByNewNameKeyAndAddress_IsOnePerson(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var client = await management.SignInAsync();

        await client.RegisterAsync("Letters", ("owner", "Mari  Tamm"));
        await client.RegisterAsync("Chat", ("owner", "mari tamm"));
        using var known = await client.CallAsync(HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { email = "Mari@Example.org" }, version = 1 });
        await client.RegisterAsync("Search", ("owner", "mari@example.org"));
        await client.RegisterAsync("Summary", ("owner", "PER-0002"));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        var owners = await management.WithDatabaseAsync(db => db.AiSystems.OrderBy(s => s.Number).Select(s => s.Owner + " " + s.OwnerName).ToListAsync());
        Assert.Equal(Enumerable.Repeat("PER-0002 Mari Tamm", 4), owners);
    }

    [Fact]
    public async Task Owner_WhoIsNobody_IsRefusedAndNobodyIsEntered()
    {
        await using var management = await ManagementFixture.StartAsync();
        var client = await management.SignInAsync();

        foreach (var nobody in new[] { "PER-0099", "nobody@example.org" })
        {
            using var refused = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = new { name = "Letters", purpose = "Drafts", owner = nobody } });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        using var otherwiseWrong = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = new { name = "", purpose = "Drafts", owner = "Somebody New" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherwiseWrong.StatusCode);
        Assert.Equal(["PER-0001"], await management.WithDatabaseAsync(db => db.People.Select(p => p.Key).ToListAsync()));
    }

    [Fact]
    public async Task Owner_WhoseNameTwoPeopleHave_AsksWhoIsMeant()
    {
        await using var management = await ManagementFixture.StartAsync();
        var client = await management.SignInAsync();
        foreach (var email in new[] { "one@example.org", "two@example.org" })
            (await client.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name = "Jaan Kask", email } })).Dispose();

        using var refused = await client.CallAsync(HttpMethod.Post, "/api/ai-systems", new { fields = new { name = "Letters", purpose = "Drafts", owner = "Jaan Kask" } });
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Contains("PER-0002 (one@example.org), PER-0003 (two@example.org)", problem.GetProperty("errors").GetProperty("owner")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Renaming_OfAPerson_ReachesRecordsSearchAndAccount(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var client = await management.SignInAsync();
        await client.RegisterAsync("Letters", ("owner", "PER-0001"));

        using var renamed = await client.CallAsync(HttpMethod.Patch, "/api/people/PER-0001", new { fields = new { name = "Ada King" }, version = 1, reason = "married" });

        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        await client.OpenAsync("/ai-systems?q=king");
        Assert.Contains("Ada King", client.Text, StringComparison.Ordinal);
        await client.OpenAsync("/ai-systems?q=lovelace");
        Assert.DoesNotContain("AIS-0001", client.Text, StringComparison.Ordinal);
        Assert.Equal("Ada King", await management.WithDatabaseAsync(db => db.Users.Select(a => a.DisplayName).SingleAsync()));
    }

    [Fact]
    public async Task Deputy_IsNamedByThePersonOrAThird_NeverByThemself()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.ImsManager);

        using var taken = await ada.CallAsync(HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { deputy = "PER-0001" }, version = 1 });
        using var given = await mari.CallAsync(HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { deputy = "PER-0001" }, version = 1 });
        using var changed = await ada.CallAsync(HttpMethod.Patch, "/api/people/PER-0002", new { fields = new { unit = "Claims" }, version = 2 });

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK, HttpStatusCode.OK], new[] { taken, given, changed }.Select(answer => answer.StatusCode));
        Assert.Contains("nobody makes themself a deputy", await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_WithTheAddressOfAnother_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var client = await management.SignInAsync();

        using var refused = await client.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name = "Mari Tamm", email = ManagementFixture.Email.ToUpperInvariant() } });
        using var absent = await client.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name = "Mari Tamm", absentUntil = "2026-12-01" } });
        using var noDay = await client.CallAsync(HttpMethod.Post, "/api/people", new { fields = new { name = "Mari Tamm", absentFrom = "31.12.2026" } });

        Assert.All(new[] { refused, absent, noDay }, answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
    }

    [Fact]
    public async Task Account_OfBeforeThereWerePeople_GetsAPersonAtStart()
    {
        using var folder = new Tandem.Testing.Files.TemporaryFolder();
        await using (var before = await ManagementFixture.StartAsync(folder))
        {
            await before.SignInAsync();
            await before.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(a => a.PersonKey, (string?)null)));
        }

        await using var management = await ManagementFixture.StartAsync(folder);

        Assert.Equal("PER-0001", await management.WithDatabaseAsync(db => db.Users.Select(a => a.PersonKey).SingleAsync()));
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.People.CountAsync()));
    }
}
