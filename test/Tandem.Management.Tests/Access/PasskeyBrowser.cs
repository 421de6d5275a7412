using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Tandem.Management.Access;

namespace Tandem.Management.Tests.Access;

/// <summary>What the pages' script does with a passkey, step by step, so that a test can come between.</summary>
internal static class PasskeyBrowser
{
    /// <summary>Options for a new passkey; the browser has the challenge's cookie then.</summary>
    internal static async Task<string> AskToAddAsync(this Browser browser, string password = ManagementFixture.Password)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/account/passkeys/challenge", new { password });
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    internal static async Task AddAsync(this Browser browser, string answer, string name = "work laptop")
    {
        await browser.OpenAsync("/account/passkeys");
        await browser.SubmitAsync("/account/passkeys", ("name", name), ("password", ""), ("credential", answer));
    }

    internal static async Task AddAsync(this Browser browser, SoftAuthenticator authenticator, string name = "work laptop", string password = ManagementFixture.Password)
    {
        await browser.AddAsync(authenticator.Create(await browser.AskToAddAsync(password)), name);
        Assert.Equal("/account/passkeys?done=added", browser.Path);
    }

    /// <summary>Options for a sign-in; the browser has the challenge's cookie then and stands at the form.</summary>
    internal static async Task<string> AskToSignInAsync(this Browser browser, string returnUrl = "/")
    {
        await browser.OpenAsync("/sign-in");
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await browser.PostAsync("/sign-in/passkey/challenge", [new("__RequestVerificationToken", token)]);
        var options = await browser.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Empty(JsonDocument.Parse(options).RootElement.GetProperty("allowCredentials").EnumerateArray());
        await browser.OpenAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        return options;
    }

    internal static async Task AnswerAsync(this Browser browser, string answer) => await browser.SubmitAsync("/sign-in/passkey", ("credential", answer));

    internal static async Task SignInAsync(this Browser browser, SoftAuthenticator authenticator, string returnUrl = "/") =>
        await browser.AnswerAsync(authenticator.Get(await browser.AskToSignInAsync(returnUrl)));

    internal static void AssertRefused(this Browser browser)
    {
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/sign-in/passkey"), (browser.Status, browser.Path));
        Assert.Contains("This passkey is not one of an account here", browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A second person with an account, and a browser signed in as that person.</summary>
    internal static async Task<Browser> SignInAnotherAsync(this ManagementFixture management, string email = "bob@example.org")
    {
        await using (var scope = management.App.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = new Account { Id = Guid.CreateVersion7(), UserName = email, Email = email, DisplayName = "Bob" };
            Assert.True((await users.CreateAsync(account, ManagementFixture.Password)).Succeeded);
            Assert.True((await users.AddToRoleAsync(account, Roles.ImsManager)).Succeeded);
        }
        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", email), ("password", ManagementFixture.Password));
        return browser;
    }
}
