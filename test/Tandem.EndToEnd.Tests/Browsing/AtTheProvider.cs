using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>Signing in at a real identity provider (the npm package oidc-provider) with a real browser.</summary>
public sealed class AtTheProvider(DemoWithProvider fixture) : IClassFixture<DemoWithProvider>
{
    [Theory]
    [InlineData(true, "grace", "Security lead")]
    [InlineData(false, "ada", "Reader")]
    public async Task Newcomer_SignsInGetsAnAccountAndComesBackWithoutBeingAsked(bool javaScript, string person, string role)
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, javaScript);

        await page.GotoAsync("/sign-in?returnUrl=%2Faccount");
        Assert.Empty(javaScript ? await Accessibility.ViolationsAsync(page) : []);
        await SignInAsync(page, person);
        await page.WaitForURLAsync("**/account");
        var account = await page.Locator("main").InnerTextAsync();
        Assert.Contains($"{person}@example.org", account, StringComparison.Ordinal);
        Assert.Contains(role, account, StringComparison.Ordinal);
        Assert.Contains("Your account has no password here", account, StringComparison.Ordinal);
        await page.GotoAsync("/account/provider");
        await page.GetByText("Linked", new() { Exact = true }).WaitForAsync();
        Assert.Empty(javaScript ? await Accessibility.ViolationsAsync(page) : []);

        // Signing out ends the session here; the provider's own goes on, and knows the browser.
        await page.Locator("details.person-menu > summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in at Example login" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Home" }).WaitForAsync();
    }

    [Fact]
    public async Task Owner_LinksTheAccountAndUsesTheLink()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, javaScript: true);
        await SignIn.AsAsync(page, fixture.Demo.Access);

        await page.GotoAsync("/account/provider");
        await page.GetByLabel("Your password").FillAsync(fixture.Demo.Access.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Link", Exact = true }).ClickAsync();
        var goOn = page.GetByRole(AriaRole.Link, new() { Name = "Go on to Example login" });
        await goOn.WaitForAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(page));
        await goOn.ClickAsync();
        await AnswerAsync(page, "demo");
        await page.GetByText("Your account is linked").WaitForAsync();

        var other = await OpenAsync(browser, javaScript: true);
        await other.GotoAsync("/sign-in?returnUrl=%2Faccount");
        await SignInAsync(other, "demo");
        await other.WaitForURLAsync("**/account");
        Assert.Contains(fixture.Demo.Access.Account, await other.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_WithoutAVerifiedAddressOrWhoCancels_IsToldWhy()
    {
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, javaScript: true);

        await page.GotoAsync("/sign-in");
        await SignInAsync(page, "mallory");
        await page.GetByText("No account here can be used").WaitForAsync();
        Assert.EndsWith("/sign-in?refused=noaccount", page.Url, StringComparison.Ordinal);

        var other = await OpenAsync(browser, javaScript: true);
        await other.GotoAsync("/sign-in/provider");
        await other.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await other.GetByText("was cancelled").WaitForAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(other));
    }

    private async Task<IPage> OpenAsync(Chromium browser, bool javaScript)
    {
        var page = await browser.OpenAsync(fixture.Demo.Pages, Screen.Phone, javaScript: javaScript);
        // The provider's own pages ask for a font from the network.
        await page.Context.RouteAsync(url => !url.StartsWith("http://localhost:", StringComparison.Ordinal), route => route.AbortAsync());
        return page;
    }

    private static async Task SignInAsync(IPage page, string person)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in at Example login" }).ClickAsync();
        await AnswerAsync(page, person);
    }

    private static async Task AnswerAsync(IPage page, string person)
    {
        await page.Locator("input[name=login]").FillAsync(person);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign-in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }
}
