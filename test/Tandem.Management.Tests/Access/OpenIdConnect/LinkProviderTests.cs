using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class LinkProviderTests
{
    [Fact]
    public async Task Link_IsMadeWithThePasswordUsedAndUndone()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var browser = await management.SignInAsync();
        provider.Claims = claims => (claims["email"], claims["email_verified"]) = ("other@example.org", false);

        await browser.OpenAsync("/account/provider");
        await browser.SubmitAsync("/account/provider", ("password", ManagementFixture.Password));
        Assert.Equal("/account/provider/continue", browser.Page.QuerySelector("main a.btn")!.GetAttribute("href"));
        await browser.ReturnAsync(provider, (await browser.LeaveAsync(provider, "/account/provider/continue"))["state"]);
        Assert.Equal("/account/provider?done=linked", browser.Path);
        using var state = await browser.CallAsync(HttpMethod.Get, "/api/account/provider");
        Assert.Equal(new ProviderApi.Answer("Example login", provider.Issuer, true), await state.Content.ReadFromJsonAsync<ProviderApi.Answer>(TestContext.Current.CancellationToken));

        var other = management.OpenBrowser();
        await other.SignInAsync(provider);
        Assert.Equal("/", other.Path);

        await browser.OpenAsync("/account/provider");
        await browser.SubmitAsync("/account/provider/undo", ("password", "not the password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SubmitAsync("/account/provider/undo", ("password", ManagementFixture.Password));
        Assert.Equal("/account/provider?done=undone", browser.Path);
        await other.OpenAsync("/account");
        Assert.StartsWith("/sign-in?", other.Path, StringComparison.Ordinal);
        await other.SignInAsync(provider);
        other.AssertRefused("noaccount", "No account here");
        var reasons = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.RecordType == "account-login").OrderBy(e => e.Number).Select(e => e.Reason).ToListAsync());
        Assert.Equal(["linked by its owner", "link undone by its owner"], reasons);
    }

    [Fact]
    public async Task Link_WithoutThePassword_IsNotBegun()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var thief = await management.SignInAsync();

        await thief.OpenAsync("/account/provider");
        await thief.SubmitAsync("/account/provider", ("password", "a guess"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.Status);
        await thief.OpenAsync("/account/provider/continue");

        Assert.Equal("/account/provider", thief.Path);
    }

    [Fact]
    public async Task Link_BegunByOneAndEndedByAnother_IsRefused()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var ada = await management.SignInAsync();
        await ada.OpenAsync("/account/provider");
        await ada.SubmitAsync("/account/provider", ("password", ManagementFixture.Password));
        var left = await ada.LeaveAsync(provider, "/account/provider/continue");

        // The same browser, with another person signed in meanwhile.
        await ada.OpenAsync("/account");
        await ada.SubmitAsync("/sign-out");
        await management.SignInAnotherAsync();
        await ada.OpenAsync("/sign-in");
        await ada.SubmitAsync("/sign-in", ("email", "bob@example.org"), ("password", ManagementFixture.Password));
        await ada.ReturnAsync(provider, left["state"]);

        Assert.Equal("/account/provider?refused=noaccount", ada.Path);
        Assert.Empty(await management.WithDatabaseAsync(db => db.UserLogins.ToListAsync()));
    }

    [Fact]
    public async Task Person_WhoHasAnotherAccount_IsNotLinkedASecondTime()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var ada = await management.SignInAsync();
        var bob = await management.SignInAnotherAsync();
        foreach (var browser in new[] { ada, bob })
        {
            await browser.OpenAsync("/account/provider");
            await browser.SubmitAsync("/account/provider", ("password", ManagementFixture.Password));
            await browser.ReturnAsync(provider, (await browser.LeaveAsync(provider, "/account/provider/continue"))["state"]);
        }

        Assert.Equal(("/account/provider?done=linked", "/account/provider?done=taken"), (ada.Path, bob.Path));
        Assert.Contains("belongs to another account", bob.Text, StringComparison.Ordinal);
        Assert.Single(await management.WithDatabaseAsync(db => db.UserLogins.ToListAsync()));
    }

    [Fact]
    public async Task Permission_ToGoOn_WorksOnce()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/account/provider");
        await browser.SubmitAsync("/account/provider", ("password", ManagementFixture.Password));
        var copy = browser.Copy();
        await browser.LeaveAsync(provider, "/account/provider/continue");

        await copy.OpenAsync("/account/provider/continue");

        Assert.Equal("/account/provider", copy.Path);
    }

    private static Task<ManagementFixture> StartAsync(HostileProvider provider) =>
        ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 100, SignInProvider = provider.Describe() });
}
