using Tandem.Management.AiSystems;
using Tandem.Management.History;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.History;

public sealed class RecordNameTests
{
    private const string Guid = "01a1fce1-da04-7998-8b9b-fd779efbc2f7";

    [Theory]
    [InlineData("ai-system", "AIS-0001", "{}", true, "AIS-0001")]
    [InlineData("ledger-verification", Guid, "{}", true, "ledger verification")]
    [InlineData("account", Guid, """{"displayName":{"before":null,"after":"Ada Lovelace"}}""", false, "account Ada Lovelace")]
    [InlineData("account", Guid, """{"accessFailedCount":{"before":0,"after":1}}""", false, "account")]
    [InlineData("account-role", Guid + "/" + Guid, "{}", false, "account role")]
    [InlineData("gateway-action", Guid, """{"application":{"before":null,"after":"claims-portal"}}""", true, "gateway action claims-portal")]
    [InlineData("first-administrator-link", "one-time", "{}", false, "first administrator link one-time")]
    public void Of_ARecord_IsReadable(string type, string key, string fields, bool hasPage, string expected) =>
        Assert.Equal(expected, RecordName.Of(type, key, fields, hasPage));

    [Fact]
    public void Fields_WithTimes_AreWrittenAsPagesWriteThem()
    {
        var field = Assert.Single(FieldChange.Read("""{"expiresAt":{"before":null,"after":"2026-11-22T07:53:28.7650179+01:00"}}""", register: null));

        Assert.Equal(("Expires at", "–", "2026-11-22 06:53:28 UTC"), (field.Field, field.Before, field.After));
    }

    [Fact]
    public async Task HistoryPage_NamesEveryRecordAndLinksIt()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/history");

        Assert.Contains("account Ada Lovelace", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Page.QuerySelector("tbody")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word => System.Guid.TryParse(word.Split('/')[0], out _));
        var account = browser.Page.QuerySelectorAll("tbody a").Single(link => link.TextContent == "account Ada Lovelace").GetAttribute("href")!;
        await browser.OpenAsync(account);
        Assert.NotEmpty(browser.Page.QuerySelectorAll("tbody tr"));
        Assert.All(browser.Page.QuerySelectorAll("tbody tr"), row => Assert.Contains("account", row.TextContent, StringComparison.Ordinal));
        Assert.All(browser.Page.QuerySelectorAll("time"), time => Assert.EndsWith(" UTC", time.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HistoryAndAsOf_SayFieldsAsTheFormDoes()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("riskClass", "limited"), ("riskClassBasis", "It drafts only."));

        foreach (var path in new[] { "/ai-systems/AIS-0001?tab=history", $"/history/as-of?type=ai-system&key=AIS-0001&at={TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffffff}Z" })
        {
            await browser.OpenAsync(path);
            var rows = browser.Page.QuerySelectorAll(".changed-fields tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim(), row => row.QuerySelector(".after")!.TextContent.Trim());

            Assert.Equal(AiSystemWords.Of(EuRiskClass.Limited), rows["EU risk class"]);
            Assert.Matches("^Mari Tamm \\(PER-[0-9]{4}\\)$", rows["Owner"]);
            Assert.DoesNotContain("Owner name", rows.Keys);
            Assert.DoesNotContain("Number", rows.Keys);
        }
        await browser.OpenAsync("/history?type=ai-system");
        Assert.Contains("Gateway bindings", browser.Text, StringComparison.Ordinal); // of many fields the first are named
    }

    [Fact]
    public void Fields_NamedTwice_AreShown()
    {
        var fields = FieldChange.Read("""{"name":{"before":null,"after":"a"},"name":{"before":null,"after":"b"},"bindings":{"before":null,"after":[{"route":"x","route":"y"}]}}""", AiSystemRegister.Definition);

        Assert.Equal(["b"], fields.Where(field => field.Field == "Name").Select(field => field.After));
    }

    [Fact]
    public void Fields_OfAFormThatTheFieldHasNoLonger_AreShownAsTheyStand()
    {
        var fields = FieldChange.Read("""{"riskClass":{"before":"of-old","after":7},"gone":{"before":null,"after":"kept"}}""", AiSystemRegister.Definition);

        Assert.Equal([("EU risk class", "of-old", "7"), ("Gone", "–", "kept")], fields.Select(field => (field.Field, field.Before, field.After)));
    }
}
