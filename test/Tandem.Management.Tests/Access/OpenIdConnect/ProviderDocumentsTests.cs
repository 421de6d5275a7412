using System.Text.Json.Nodes;
using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class ProviderDocumentsTests
{
    private static readonly Dictionary<string, Action<JsonObject>> Changes = new()
    {
        ["another issuer"] = document => document["issuer"] = "https://evil.example",
        ["no issuer"] = document => document.Remove("issuer"),
        ["no authorization endpoint"] = document => document.Remove("authorization_endpoint"),
        ["no token endpoint"] = document => document.Remove("token_endpoint"),
        ["no keys"] = document => document.Remove("jwks_uri"),
        ["a token endpoint in the clear"] = document => document["token_endpoint"] = "http://login.example.org/token",
        ["a script as endpoint"] = document => document["authorization_endpoint"] = "javascript:alert(1)",
        ["a file as keys"] = document => document["jwks_uri"] = "file:///etc/passwd",
        ["a relative endpoint"] = document => document["token_endpoint"] = "/token",
        ["an endpoint that is no text"] = document => document["userinfo_endpoint"] = 1,
        ["no PKCE"] = document => document["code_challenge_methods_supported"] = new JsonArray("plain"),
    };

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task Discovery_ThatLeadsElsewhere_IsRefused(string change)
    {
        await using var provider = await HostileProvider.StartAsync();
        provider.Discovery = Changes[change];

        await RefusedAsync(provider);
    }

    [Theory]
    [InlineData("huge")]
    [InlineData("endless")]
    [InlineData("slow")]
    [InlineData("drip")]
    [InlineData("redirect")]
    [InlineData("error")]
    [InlineData("html")]
    [InlineData("list")]
    [InlineData("doubled")]
    [InlineData("reset")]
    public async Task Discovery_ThatIsNone_IsRefusedInTime(string kind)
    {
        await using var provider = await HostileProvider.StartAsync();
        provider.Lies["discovery"] = async http =>
        {
            switch (kind)
            {
                case "huge":
                    await http.Response.WriteAsync($$"""{"issuer":"{{provider.Issuer}}","x":"{{new string('x', ProviderClient.LargestAnswer)}}"}""", http.RequestAborted);
                    break;
                case "endless":
                    while (!http.RequestAborted.IsCancellationRequested)
                        await http.Response.WriteAsync(new string(' ', 64 * 1024), http.RequestAborted);
                    break;
                case "slow":
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                    break;
                case "drip":
                    while (!http.RequestAborted.IsCancellationRequested)
                    {
                        await http.Response.WriteAsync(" ", http.RequestAborted);
                        await Task.Delay(50, http.RequestAborted);
                    }
                    break;
                case "redirect":
                    http.Response.Redirect($"{provider.Issuer}/keys");
                    break;
                case "error":
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    break;
                case "html":
                    await http.Response.WriteAsync("<!DOCTYPE html>");
                    break;
                case "list":
                    await http.Response.WriteAsync("[]");
                    break;
                case "doubled":
                    await http.Response.WriteAsync($$"""{"issuer":"https://evil.example","issuer":"{{provider.Issuer}}"}""");
                    break;
                default:
                    http.Abort();
                    break;
            }
        };

        await RefusedAsync(provider, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Provider_ThatIsDown_IsNotAskedByEveryVisitor()
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        var asked = 0;
        provider.Lies["discovery"] = http =>
        {
            asked++;
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        using var client = new ProviderClient();
        using var documents = new ProviderDocuments(provider.Describe(), client, clock);

        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<ProviderException>(() => documents.MetadataAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, asked);
        provider.Lies.Clear();
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal($"{provider.Issuer}/token", (await documents.MetadataAsync(TestContext.Current.CancellationToken)).Token.AbsoluteUri);
    }

    private static async Task RefusedAsync(HostileProvider provider, TimeSpan? patience = null)
    {
        using var client = new ProviderClient(patience ?? TimeSpan.FromSeconds(30));
        using var documents = new ProviderDocuments(provider.Describe(), client, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => documents.MetadataAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ProviderRefusal.Unavailable, refused.Refusal);
    }
}
