using System.Net.Http.Headers;
using Microsoft.AspNetCore.TestHost;
using Tandem.Management.Access.Tokens;

namespace Tandem.Management.Tests.Access.Tokens;

/// <summary>What people do with access tokens, and the programs that use them.</summary>
internal static class TokenSteps
{
    /// <summary>Creates a token on the page of the account; its text.</summary>
    internal static async Task<string> CreateTokenAsync(this Browser browser, string name, params string[] scopes)
    {
        await browser.OpenAsync("/account/tokens");
        var fields = new List<KeyValuePair<string, string>>
        {
            new("__RequestVerificationToken", browser.Page.QuerySelector("form[method=post][action='/account/tokens'] input[type=hidden]")!.GetAttribute("value")!),
            new("name", name), new("days", "30"), new("password", ManagementFixture.Password),
        };
        await browser.PostAsync("/account/tokens", fields.Concat(scopes.Select(scope => KeyValuePair.Create("scopes", scope))));
        Assert.True(browser.Status == System.Net.HttpStatusCode.Created, browser.Text);
        return browser.Page.QuerySelector("pre code")!.TextContent;
    }

    /// <summary>A program that sends the token, and a person's cookies too when it has some.</summary>
    internal static HttpClient OpenProgram(this ManagementFixture management, string? token, string? cookies = null)
    {
        var client = management.App.GetTestServer().CreateClient();
        client.BaseAddress = new Uri("http://localhost:8080");
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookies is not null)
            client.DefaultRequestHeaders.Add("Cookie", cookies);
        return client;
    }

    /// <summary>Stores a token with any scopes, as no page makes it; its text.</summary>
    internal static async Task<string> StoreTokenAsync(this ManagementFixture management, params string[] scopes)
    {
        var text = TokenText.Generate();
        var now = management.Options.TimeProvider.GetUtcNow();
        await management.WithDatabaseAsync(db =>
        {
            db.ApiTokens.Add(new()
            {
                Id = Guid.CreateVersion7(now),
                AccountId = db.Users.Single(account => account.Email == ManagementFixture.Email).Id,
                Name = text.Id,
                PublicId = text.Id,
                TokenHash = text.SecretHash(),
                Scopes = scopes,
                CreatedAt = now,
                ExpiresAt = now.AddDays(1),
            });
            return db.SaveChangesAsync();
        });
        return text.Whole();
    }
}
