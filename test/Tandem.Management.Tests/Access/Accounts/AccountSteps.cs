using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Accounts;

namespace Tandem.Management.Tests.Access.Accounts;

/// <summary>What administrators do with accounts, and what the invited do.</summary>
internal static class AccountSteps
{
    internal const string NewPassword = "a battery, a horse and a staple";

    /// <summary>Invites by the page; the path of the link.</summary>
    internal static async Task<string> InviteAsync(this Browser administrator, string person, string email, params string[] roles)
    {
        await administrator.OpenAsync("/settings/accounts/new");
        await administrator.SubmitManyAsync("/settings/accounts/new", [("person", person), ("email", email), .. roles.Select(role => ("roles", role))]);
        Assert.True(administrator.Status == HttpStatusCode.Created, administrator.Text);
        return administrator.LinkShown();
    }

    /// <summary>Path of the one-time link that the page shows.</summary>
    internal static string LinkShown(this Browser browser) => new Uri(browser.Page.QuerySelector("pre code")!.TextContent).PathAndQuery;

    /// <summary>Sets a password by a one-time link.</summary>
    internal static async Task JoinAsync(this Browser browser, string link, string password = NewPassword)
    {
        await browser.OpenAsync(link);
        if (browser.Status == HttpStatusCode.OK)
            await browser.SubmitAsync("/join", ("password", password), ("repeat", password));
    }

    internal static Task<Guid> AccountIdAsync(this ManagementFixture management, string name) =>
        management.WithDatabaseAsync(db => db.Users.Where(u => u.DisplayName == name).Select(u => u.Id).SingleAsync());

    /// <summary>Sends one of the forms of an account's page, with a reason.</summary>
    internal static async Task ActAsync(this Browser administrator, Guid account, string action, string reason = "a test wants it")
    {
        await administrator.OpenAsync($"/settings/accounts/{account}");
        await administrator.SubmitAsync($"/settings/accounts/{account}/{action}", ("reason", reason));
    }

    internal static async Task ChangeRolesAsync(this Browser administrator, Guid account, params string[] roles)
    {
        await administrator.OpenAsync($"/settings/accounts/{account}");
        await administrator.SubmitManyAsync($"/settings/accounts/{account}/roles", [("reason", "a test wants it"), .. roles.Select(role => ("roles", role))]);
    }

    internal static async Task<AccountApi.Listing> AccountsAsync(this Browser administrator, string query = "")
    {
        using var answer = await administrator.CallAsync(HttpMethod.Get, "/api/accounts" + query);
        return (await answer.Content.ReadFromJsonAsync<AccountApi.Listing>(TestContext.Current.CancellationToken))!;
    }
}
