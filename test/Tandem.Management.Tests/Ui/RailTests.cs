namespace Tandem.Management.Tests.Ui;

public sealed class RailTests
{
    // The order of the standards' clauses, then what is looked up and what is set.
    private static readonly string[] Order =
    [
        "Context & scope", "AI & assets", "Risk & impact", "Controls & applicability", "Operate", "Audit & improve", "Evidence & ledger", "Gateway", "Catalogue", "Settings",
    ];

    [Fact]
    public async Task Rail_Groups_StandInTheOrderOfTheClauses()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/");

        var titles = browser.Page.QuerySelectorAll(".rail-title").Select(title => title.TextContent).ToList();
        Assert.Equal(titles.Order(Comparer<string>.Create((a, b) => Array.IndexOf(Order, a).CompareTo(Array.IndexOf(Order, b)))), titles);
        Assert.All(titles, title => Assert.Contains(title, Order));
        Assert.True(titles.Count >= 6);
        Assert.Equal("/", browser.Page.QuerySelector(".rail-link")!.GetAttribute("href"));
    }
}
