using Tandem.Management.Database;
using Tandem.Management.Tests.Tasks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Obligations;

public sealed class ObligationsTableTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Filters_AndStandard_GiveTheirRows(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterObligationAsync("act", ("kind", "law"), ("area", "ai"), ("reviewDue", "2026-11-24"), ("compliance", "notMet"));
        await browser.EnterObligationAsync("contract", ("kind", "contract"), ("area", "informationSecurity"), ("party", "Insurer"), ("reviewDue", "2026-12-25"), ("state", "inForce"), ("asks", "Tell them"));
        await browser.EnterObligationAsync("promise", ("kind", "voluntaryCommitment"), ("reviewDue", "2027-06-30"));
        var ended = await browser.EnterObligationAsync("ended", ("reviewDue", "2026-01-01"), ("endReason", "over"));
        await browser.MoveObligationAsync(ended, "end", 1);

        foreach (var (query, titles) in new[]
        {
            ("", "act, contract, ended, promise"), ("state=inForce", "contract"), ("kind=contract,voluntaryCommitment", "contract, promise"), ("compliance=notMet", "act"), ("area=both", "ended, promise"),
            ("review=overdue", "act"), ("review=soon", "contract"), ("review=none", ""), ("party=Insurer", "contract"), ("q=insurer", "contract"), ("standard=iso27001", "contract, ended, promise"),
            ("standard=iso42001", "act, ended, promise"), ("sort=reviewDue&group=kind", "act, contract, ended, promise"),
        })
        {
            await browser.OpenAsync("/obligations?" + query);
            Assert.Equal((query, titles), (query, string.Join(", ", browser.Page.QuerySelectorAll("a.row-link").Select(link => link.TextContent).Order(StringComparer.Ordinal))));
        }
    }

    [Fact]
    public async Task Export_WithAllColumns_GivesDaysAndNames()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();
        await browser.EnterObligationAsync("Pay", ("kind", "contract"), ("appliesSince", "2026-01-01"), ("compliance", "met"), ("howMet", "Every month"));

        using var answer = await browser.CallAsync(HttpMethod.Get, "/obligations?format=csv&columns=all");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var part in new[] { "appliesSince", "judgedOn", "2026-01-01", "2026-11-25", "contract", "met", "Every month" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }
}
