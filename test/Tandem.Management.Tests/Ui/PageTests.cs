using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.TestHost;
using Tandem.Management.Records;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Ui;

public sealed class PageTests
{
    private static readonly string[] Pages = ["/", "/ai-systems", "/ai-systems/new", "/ai-systems/AIS-0001", "/ai-systems/AIS-0001/edit", "/ai-systems/AIS-0001?tab=history", "/history", "/history/1", "/account", "/account/sessions", "/account/tokens", "/settings/tokens"];

    [Fact]
    public async Task Pages_UnderTheStrictPolicy_HoldNothingInline()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        foreach (var path in Pages.Append("/nothing-here"))
        {
            await browser.OpenAsync(path);
            var policy = browser.Response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", browser.Response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(browser.Response.Headers.CacheControl!.NoStore);
            Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.DoesNotContain(browser.Page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Pages_HaveOneTitleHeadingLandmarksAndLabels()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        foreach (var path in Pages)
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.EndsWith(" – Tandem", browser.Page.Title, StringComparison.Ordinal);
            Assert.Single(browser.Page.QuerySelectorAll("h1"));
            Assert.Single(browser.Page.QuerySelectorAll("main#main"));
            Assert.EndsWith("#main", browser.Page.QuerySelector(".skip-link")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.All(browser.Page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
            Assert.All(browser.Page.QuerySelectorAll("thead th"), cell => Assert.Equal("col", cell.GetAttribute("scope")));
            Assert.All(
                browser.Page.QuerySelectorAll("input:not([type=hidden]), select, textarea:not([hidden])"),
                input => Assert.True(input.Closest("label") is not null || !string.IsNullOrEmpty(input.GetAttribute("aria-label")) || browser.Page.QuerySelector($"label[for='{input.Id}']") is not null, $"{path}: {input.OuterHtml} has no label"));
        }
    }

    [Fact]
    public async Task Links_OnEveryPage_LeadSomewhere()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in Pages)
        {
            await browser.OpenAsync(page);
            paths.UnionWith(browser.Page.QuerySelectorAll("a[href], link[href], script[src], img[src]")
                .Select(e => (e.GetAttribute("href") ?? e.GetAttribute("src"))!.Split('#')[0]).Where(p => p.StartsWith('/')));
        }

        Assert.True(paths.Count > 20);
        // Escaped twice, a link loses every parameter but its first, and still answers.
        Assert.DoesNotContain(paths, path => path.Contains("amp;", StringComparison.Ordinal));
        foreach (var path in paths)
        {
            using var answer = await browser.CallAsync(HttpMethod.Get, path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Icons_OnEveryPage_AreInTheSprite()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        foreach (var path in Pages)
        {
            await browser.OpenAsync(path);
            var uses = browser.Page.QuerySelectorAll("svg.icon use").Select(use => use.GetAttribute("href")!.Split('#')).ToList();
            Assert.NotEmpty(uses);
            using var answer = await browser.CallAsync(HttpMethod.Get, uses[0][0]);
            var sprite = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.All(uses, use => Assert.Contains($"id=\"{use[1]}\"", sprite, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Head_Anywhere_AnswersAsGetWithoutContent()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        foreach (var path in Pages.Concat(["/api/ai-systems", "/health/live", "/favicon.svg", "/favicon.ico", "/no/such/page", "/ai-systems/AIS-9999"]))
        {
            using var get = await browser.CallAsync(HttpMethod.Get, path);
            using var head = await browser.SendAsync(HttpMethod.Head, path, null);
            Assert.True(get.StatusCode == head.StatusCode, $"{path}: GET {get.StatusCode}, HEAD {head.StatusCode}");
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(get.Headers.GetValues("Content-Security-Policy"), head.Headers.GetValues("Content-Security-Policy"));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Head_OfAStranger_LeadsToSignIn()
    {
        await using var management = await ManagementFixture.StartAsync();
        using var stranger = management.App.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/ai-systems");

        using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_ThatNoPageLoads_AreNotServed()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.CallAsync(HttpMethod.Get, "/lib/tabler.min.js");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/ai-systems/AIS-9999", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/no/such/page", HttpStatusCode.NotFound, "There is nothing here")]
    public async Task Errors_OnPages_SayWhatHelps(string path, HttpStatusCode status, string title)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.OpenAsync(path);

        Assert.Equal((status, title), (browser.Status, browser.Page.QuerySelector("h1")!.TextContent));
    }

    [Fact]
    public async Task Error_WhileAPageIsDrawn_GivesTheErrorPageWithoutItsText()
    {
        await using var management = await ManagementFixture.StartAsync(configure: services => services.AddSingleton(RecordPanel.Side<BrokenPanel>(null, 1)));
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        await browser.OpenAsync("/ai-systems/AIS-0001");

        Assert.Equal((HttpStatusCode.InternalServerError, "Something went wrong on our side"), (browser.Status, browser.Page.QuerySelector("h1")!.TextContent));
        Assert.DoesNotContain("inner detail", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutToken_IsRefusedWithWhatHelps()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        await browser.PostAsync("/ai-systems/new", [new("name", "x")]);

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("Load the page again", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_LargerThanAccepted_IsRefusedAndNothingIsStored()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/ai-systems/new");

        await browser.SubmitAsync("/ai-systems/new", ("name", "x"), ("purpose", new string('x', (int)ManagementHost.RequestLimitBytes)), ("owner", "y"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, browser.Status);
        await browser.OpenAsync("/ai-systems");
        Assert.Contains("No AI system yet", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_ForAStranger_SaysAlive()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = management.OpenBrowser();

        await browser.OpenAsync("/health/live");

        Assert.Equal("alive\n", await browser.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class BrokenPanel : ComponentBase
    {
        [Parameter]
        public string RecordType { get; set; } = "";

        [Parameter]
        public string RecordKey { get; set; } = "";

        protected override void OnInitialized() => throw new InvalidOperationException("inner detail");
    }
}
