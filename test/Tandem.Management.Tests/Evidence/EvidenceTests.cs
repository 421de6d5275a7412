using System.Net;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Evidence;

/// <summary>The register of evidence and its states.</summary>
public sealed class EvidenceTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Item_FromWantedToAccepted_TakesTwoPeople(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.EnterEvidenceAsync();
        var until = TimeProvider.System.GetUtcNow().AddDays(364).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains("needs a revision", await (await ada.MoveEvidenceAsync("submit", 1)).RefusalAsync("state"), StringComparison.Ordinal);
        await (await ada.SendTextAsync(1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveEvidenceAsync("submit", 2)).ReadAsync(HttpStatusCode.OK);
        Assert.Contains("you handed it in", await (await ada.MoveEvidenceAsync("accept", 3)).RefusalAsync("state"), StringComparison.Ordinal);
        await (await mari.MoveEvidenceAsync("accept", 3)).ReadAsync(HttpStatusCode.OK);

        await ada.OpenAsync("/evidence/EVD-0001");
        Assert.Equal(HttpStatusCode.OK, ada.Status);
        Assert.Contains("Revision 1 by Mari Tamm", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/evidence?state=accepted");
        Assert.Contains("Approved policy", ada.Text, StringComparison.Ordinal);
        using var csv = await ada.CallAsync(HttpMethod.Get, "/evidence?format=csv&columns=key,kind,state,freshUntil,freshness,freshDays");
        Assert.Contains($"EVD-0001,EV-POLICY,accepted,{until},fresh,365", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task List_IsFilteredAndSortedByFreshness(string engine)
    {
        var clock = new ManualClock();
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock });
        var ada = await management.SignInAsync();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        foreach (var (title, age) in new[] { ("stale", 20), ("fresh", 1), ("soon", 9) })
        {
            var key = await ada.EnterEvidenceAsync("EV-POLICY", ("title", title), ("freshDays", 10), ("collectedOn", $"{today.AddDays(-age):yyyy-MM-dd}"));
            await (await ada.SendTextAsync(1, key: key)).ReadAsync(HttpStatusCode.OK);
        }
        await ada.EnterEvidenceAsync("EV-POLICY", ("title", "nothing"));

        Assert.Equal("stale,soon,fresh,nothing", await TitlesAsync(ada, "sort=freshUntil"));
        Assert.Equal("stale", await TitlesAsync(ada, "freshness=stale"));
        Assert.Equal("soon", await TitlesAsync(ada, "freshness=dueSoon"));
        Assert.Equal("fresh", await TitlesAsync(ada, "freshness=fresh"));
        Assert.Equal("nothing", await TitlesAsync(ada, "freshness=nothingReceived"));
        // What is fresh today is not for ever.
        clock.Advance(TimeSpan.FromDays(11));
        ada = await management.SignInAsync();
        Assert.Equal("stale,fresh,soon", await TitlesAsync(ada, "freshness=stale"));
    }

    [Fact]
    public async Task Kind_IsFoundByWordsAndAskedBackWhenSeveralFit()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();

        await ada.EnterEvidenceAsync("approved policy");
        Assert.Equal("EV-POLICY", (await ada.EvidenceAsync()).GetProperty("kind").GetString());
        Assert.Contains("choose one: `EV-", await (await ada.PostEvidenceAsync("policy")).RefusalAsync("kind"), StringComparison.Ordinal);
        Assert.Contains("no kind of evidence is called `horoscope`", await (await ada.PostEvidenceAsync("horoscope")).RefusalAsync("kind"), StringComparison.Ordinal);
        Assert.Contains("leave one of the two empty", await (await ada.PostEvidenceAsync("EV-POLICY", ("ownKind", "Photo"))).RefusalAsync("ownKind"), StringComparison.Ordinal);
        var own = await ada.EnterEvidenceAsync("", ("ownKind", "Photo of the server room"), ("form", "record"));
        Assert.Equal(("record", 365), ((await ada.EvidenceAsync(own)).GetProperty("form").GetString(), (await ada.EvidenceAsync(own)).GetProperty("freshDays").GetInt32()));
        await ada.OpenAsync("/evidence/new?kind=EV-PENTEST");
        Assert.Equal("EV-PENTEST", ada.Page.QuerySelector("#field-kind")!.GetAttribute("value"));
        Assert.Equal(143, ada.Page.QuerySelectorAll("#kinds-kind option").Length);
    }

    [Fact]
    public async Task DaysFresh_FollowTheKindUntilSomebodySaysOtherwise()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var types = management.App.Services.GetRequiredService<Management.Frameworks.FrameworkCatalogue>().EvidenceTypes;
        var other = types.Values.First(type => type.SuggestedMaxAgeDays != types["EV-POLICY"].SuggestedMaxAgeDays);
        await ada.EnterEvidenceAsync();

        await (await ada.ChangeEvidenceAsync(1, new { kind = other.Id })).ReadAsync(HttpStatusCode.OK);
        Assert.Equal((other.SuggestedMaxAgeDays, other.Kind), ((await ada.EvidenceAsync()).GetProperty("freshDays").GetInt32(), (await ada.EvidenceAsync()).GetProperty("form").GetString()));
        await (await ada.ChangeEvidenceAsync(2, new { freshDays = 7 })).ReadAsync(HttpStatusCode.OK);
        await (await ada.ChangeEvidenceAsync(3, new { kind = "EV-POLICY" })).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(7, (await ada.EvidenceAsync()).GetProperty("freshDays").GetInt32());
    }

    [Fact]
    public async Task Content_OfWhatWasHandedIn_IsLockedUntilItIsCollectedAgain()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();
        await (await ada.SendTextAsync(1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveEvidenceAsync("submit", 2)).ReadAsync(HttpStatusCode.OK);

        Assert.Contains("Collect again", await (await ada.ChangeEvidenceAsync(3, new { freshDays = 3650 })).RefusalAsync("freshDays"), StringComparison.Ordinal);
        Assert.Contains("Collect again", await (await ada.ChangeEvidenceAsync(3, new { collectedOn = "2026-02-01" })).RefusalAsync("collectedOn"), StringComparison.Ordinal);
        await (await ada.ChangeEvidenceAsync(3, new { title = "Export of all rights" })).ReadAsync(HttpStatusCode.OK);
        Assert.Contains("say why", await (await ada.MoveEvidenceAsync("reopen", 4, reason: "")).RefusalAsync("reason"), StringComparison.Ordinal);
        await (await ada.MoveEvidenceAsync("reopen", 4)).ReadAsync(HttpStatusCode.OK);
        await (await ada.ChangeEvidenceAsync(5, new { freshDays = 30 })).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Submission_SaysWhenAndByWhomItWasCollected_AndTheCollectorDoesNotAccept()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.EnterEvidenceAsync("EV-POLICY", ("agent", ""), ("collectedOn", null));
        await (await ada.SendTextAsync(1)).ReadAsync(HttpStatusCode.OK);

        Assert.Contains("needs the day", await (await ada.MoveEvidenceAsync("submit", 2)).RefusalAsync("state"), StringComparison.Ordinal);
        await (await ada.ChangeEvidenceAsync(2, new { collectedOn = "2026-01-05" })).ReadAsync(HttpStatusCode.OK);
        Assert.Contains("who or what collected it", await (await ada.MoveEvidenceAsync("submit", 3)).RefusalAsync("state"), StringComparison.Ordinal);
        await (await ada.ChangeEvidenceAsync(3, new { collectedBy = "PER-0001" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveEvidenceAsync("submit", 4)).ReadAsync(HttpStatusCode.OK);
        Assert.Contains("you collected it", await (await ada.MoveEvidenceAsync("accept", 5)).RefusalAsync("state"), StringComparison.Ordinal);
        var future = await (await ada.PostEvidenceAsync("EV-POLICY", ("collectedOn", "2199-01-01"), ("coversFrom", "2026-02-01"), ("coversTo", "2026-01-01"))).ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(2, future.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task Work_OfTheOwner_HoldsWhatIsWantedAndWhatGoesStale()
    {
        var clock = new ManualClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var ada = await management.SignInAsync();
        var mari = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var key = await ada.AcceptEvidenceAsync(mari, "EV-POLICY", ("collectedOn", $"{today:yyyy-MM-dd}"), ("freshDays", 4));

        await ada.OpenAsync("/my-work");
        Assert.DoesNotContain(key, ada.Text, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(3));
        ada = await management.SignInAsync();
        await ada.OpenAsync("/my-work");
        Assert.Contains("collect the evidence again", ada.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Export_OfATitleThatIsAFormula_IsNone()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync("EV-POLICY", ("title", "=HYPERLINK(\"https://evil.example\")"));

        using var csv = await ada.CallAsync(HttpMethod.Get, "/evidence?format=csv&columns=key,title");
        Assert.Contains("'=HYPERLINK", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<string> TitlesAsync(Browser browser, string query)
    {
        using var csv = await browser.CallAsync(HttpMethod.Get, $"/evidence?format=csv&columns=key,title&{query}");
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(',', lines.SkipWhile(line => !line.StartsWith("EVD-", StringComparison.Ordinal)).Where(line => line.StartsWith("EVD-", StringComparison.Ordinal)).Select(line => line.Split(',')[1]));
    }
}
