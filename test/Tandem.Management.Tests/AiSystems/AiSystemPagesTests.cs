using System.Net;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.AiSystems;

/// <summary>The register as a person uses it; the same on both engines.</summary>
public sealed class AiSystemPagesTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Register_TwoSystems_GetFollowingKeysAndAppearInTheList(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();

        await browser.RegisterAsync("Claims assistant", ("bindingApplication", "claims-portal"));
        Assert.Equal("/ai-systems/AIS-0001", browser.Path);
        await browser.RegisterAsync("Customer chat");
        Assert.Equal("/ai-systems/AIS-0002", browser.Path);

        await browser.OpenAsync("/ai-systems");
        Assert.Equal(["AIS-0001", "AIS-0002"], browser.Page.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("claims-portal", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task List_SearchFilterAndOrder_ShowWhatTheAddressSays(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Zeta CHAT", ("state", "operating"));
        await browser.RegisterAsync("Alpha chat", ("state", "proposed"));
        await browser.RegisterAsync("Beta triage", ("state", "operating"));

        async Task<IEnumerable<string>> NamesAsync(string query)
        {
            await browser.OpenAsync("/ai-systems" + query);
            return browser.Page.QuerySelectorAll(".row-link").Select(link => link.TextContent);
        }

        Assert.Equal(["Zeta CHAT", "Alpha chat"], await NamesAsync("?q=chat"));
        Assert.Equal(["Zeta CHAT", "Beta triage"], await NamesAsync("?state=operating"));
        Assert.Equal(["Alpha chat", "Beta triage", "Zeta CHAT"], await NamesAsync("?sort=name"));
        Assert.Equal(["Zeta CHAT", "Beta triage", "Alpha chat"], await NamesAsync("?sort=-name"));
        Assert.Equal("descending", browser.Page.QuerySelector("th[aria-sort]:not([aria-sort=none])")!.GetAttribute("aria-sort"));
        Assert.Empty(await NamesAsync("?q=nothing+like+it"));
        Assert.Contains("None of the 3 rows match", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Edit_OfAFormOpenedBeforeAnotherChange_ShowsBothAndLosesNothing(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var first = await management.SignInAsync();
        await first.RegisterAsync("Claims assistant");
        var second = await management.SignInAsync();
        await first.OpenAsync("/ai-systems/AIS-0001/edit");
        await second.OpenAsync("/ai-systems/AIS-0001/edit");
        await first.SubmitAsync("/ai-systems/AIS-0001/edit", ("owner", "Jonas Weber"), ("unit", "Claims"));

        await second.SubmitAsync("/ai-systems/AIS-0001/edit", ("owner", "Li Wei"), ("purpose", "Summarises files"));

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Jonas Weber", second.Text, StringComparison.Ordinal);
        Assert.Contains("Li Wei", second.Text, StringComparison.Ordinal);

        await second.SubmitAsync("/ai-systems/AIS-0001/edit", ("choose-owner", "mine"), ("choose-unit", "stored"), ("choose-purpose", "mine"));
        Assert.Equal((HttpStatusCode.OK, "/ai-systems/AIS-0001"), (second.Status, second.Path));
        var facts = second.Page.QuerySelectorAll("dl.facts dd").Select(fact => fact.TextContent.Trim()).ToList();
        Assert.Contains("Li Wei", facts);
        Assert.Contains("Claims", facts);
        Assert.Contains("Summarises files", facts);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Archive_AndRestore_LeaveAndReenterTheRegister(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        await browser.SubmitAsync("/ai-systems/AIS-0001/archive", ("reason", "replaced"));
        await browser.OpenAsync("/ai-systems");
        Assert.DoesNotContain("Claims assistant", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems?show=archived");
        Assert.Contains("Claims assistant", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync("/ai-systems/AIS-0001");
        await browser.SubmitAsync("/ai-systems/AIS-0001/restore");
        await browser.OpenAsync("/ai-systems");
        Assert.Contains("Claims assistant", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WithSeveralErrors_ShowsAllAtOnceAndKeepsWhatWasEntered()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.RegisterAsync("", ("owner", ""), ("unit", "Claims"), ("riskClass", "limited"), ("bindingApplication", "with space"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(4, browser.Page.QuerySelectorAll("#error-summary li").Length);
        Assert.Equal("Claims", browser.Page.QuerySelector("#field-unit")!.GetAttribute("value"));
        Assert.Equal("true", browser.Page.QuerySelector("#field-name")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Register_AnApplicationOfAnotherSystem_IsRefusedWithItsKey()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("bindingApplication", "claims-portal"));

        await browser.RegisterAsync("Copy", ("bindingApplication", "claims-portal"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("bound to AIS-0001 already", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_ToAStateThatCannotFollow_IsRefusedWithWhatCan()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant", ("state", "proposed"));
        await browser.OpenAsync("/ai-systems/AIS-0001/edit");

        await browser.SubmitAsync("/ai-systems/AIS-0001/edit", ("state", "operating"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("`In development` or `Rejected`", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_WithMarkup_AreShownAsText()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        const string name = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'";

        await browser.RegisterAsync(name);

        foreach (var path in new[] { "/ai-systems", "/ai-systems/AIS-0001", "/ai-systems/AIS-0001?tab=history", "/ai-systems/AIS-0001/edit", "/history", "/" })
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Empty(browser.Page.QuerySelectorAll("script:not([src]), img[src=x], [onerror]"));
        }
        await browser.OpenAsync("/ai-systems/AIS-0001");
        Assert.Contains(name, browser.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }
}
