using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

/// <summary>What a browser does between the installation and the provider, step by step, so that a test can come between.</summary>
internal static class ProviderBrowser
{
    internal const string Callback = "/sign-in/provider/callback";

    /// <summary>Goes to the provider; what it was given on the way.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> LeaveAsync(this Browser browser, HostileProvider provider, string path = "/sign-in/provider")
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, path);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{path} answered {answer.StatusCode}");
        var address = answer.Headers.Location!;
        Assert.StartsWith($"{provider.Issuer}/auth?tenant=a&", address.AbsoluteUri, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(part => part.Key, part => part.Value.ToString());
        (provider.Nonce, provider.Challenge) = (query["nonce"], query["code_challenge"]);
        return query;
    }

    /// <summary>Comes back with what the provider gives.</summary>
    internal static Task ReturnAsync(this Browser browser, HostileProvider provider, string state, string code = "the code") =>
        browser.ReturnAsync(("code", code), ("state", state), ("iss", provider.Issuer));

    internal static async Task ReturnAsync(this Browser browser, params (string Name, string Value)[] answer) =>
        await browser.OpenAsync(QueryHelpers.AddQueryString(Callback, answer.Select(part => KeyValuePair.Create(part.Name, (string?)part.Value))));

    /// <summary>There and back.</summary>
    internal static async Task SignInAsync(this Browser browser, HostileProvider provider, string returnUrl = "/") =>
        await browser.ReturnAsync(provider, (await browser.LeaveAsync(provider, "/sign-in/provider?returnUrl=" + Uri.EscapeDataString(returnUrl)))["state"]);

    internal static void AssertRefused(this Browser browser, string word, string text)
    {
        Assert.Equal($"/sign-in?refused={word}", browser.Path);
        Assert.Contains(text, browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
    }
}
