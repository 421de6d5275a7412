using System.Net;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests.Identity;

/// <summary>Issuers change while the gateway runs: what is good comes in force with a record, what is broken does not.</summary>
public sealed class IdentityReloadTests
{
    [Fact]
    public async Task File_ThatAppears_LetsItsTokensInAtOnce()
    {
        using var tokens = new TestTokens();
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        var token = tokens.Sign("EdDSA", TestTokens.Header("EdDSA"), TestTokens.Claims(gateway.Time.GetUtcNow()));
        using (var before = await AskAsync(gateway, token)) Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);

        Write(gateway, tokens.IdentityFile());
        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");

        Assert.Equal(HttpStatusCode.OK, reload.StatusCode);
        Assert.Equal([TestTokens.Issuer], Texts((await RunningGateway.ReadJsonAsync(reload)).GetProperty("identity").GetProperty("issuers")));
        using var after = await AskAsync(gateway, token);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var record = gateway.Records("identity")[^1].Root;
        Assert.Equal("loaded", record.GetProperty("op").GetString());
        Assert.Equal([TestTokens.Issuer], Texts(record.GetProperty("issuers")));
    }

    [Fact]
    public async Task File_WithOtherKeys_ShutsOutTokensVerifiedBefore()
    {
        using var tokens = new TestTokens();
        using var others = new TestTokens();
        await using var gateway = await RunningGateway.StartAsync(identity: tokens.IdentityFile());
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        var token = tokens.Sign("ES256", TestTokens.Header("ES256"), TestTokens.Claims(gateway.Time.GetUtcNow()));
        using (var before = await AskAsync(gateway, token)) Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        // Nobody asks for a reload: the watch notices.
        Write(gateway, others.IdentityFile());

        await RunningGateway.EventuallyAsync(() => gateway.Records("identity").Count == 2);
        await RunningGateway.EventuallyAsync(() =>
        {
            using var after = AskAsync(gateway, token).GetAwaiter().GetResult();
            return after.StatusCode == HttpStatusCode.Unauthorized;
        });
    }

    [Theory]
    [InlineData("{\"issuers\":[")]
    [InlineData("{\"issuers\":[{\"issuer\":\"https://idp.example.org\"}]}")]
    [InlineData("")]
    public async Task File_Broken_LeavesTheOldIssuersInForceAndIsRecordedOnce(string content)
    {
        using var tokens = new TestTokens();
        await using var gateway = await RunningGateway.StartAsync(identity: tokens.IdentityFile());
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        Write(gateway, content);
        await RunningGateway.EventuallyAsync(() => gateway.Records("identity").Count > 1);

        var record = gateway.Records("identity")[^1].Root;
        Assert.Equal("refused", record.GetProperty("op").GetString());
        Assert.NotEmpty(Texts(record.GetProperty("problems")));
        using var answer = await AskAsync(gateway, tokens.Sign("ES256", TestTokens.Header("ES256"), TestTokens.Claims(gateway.Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var health = await gateway.OperateAsync(HttpMethod.Get, "/health");
        Assert.NotEmpty(Texts((await RunningGateway.ReadJsonAsync(health)).GetProperty("identity").GetProperty("problems")));
        Assert.Equal(2, gateway.Records("identity").Count);
        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reload.StatusCode);

        Write(gateway, tokens.IdentityFile());
        await RunningGateway.EventuallyAsync(() => gateway.Records("identity")[^1].Root.GetProperty("op").GetString() == "loaded");
    }

    [Fact]
    public async Task File_Removed_ShutsAllTokensOut()
    {
        using var tokens = new TestTokens();
        await using var gateway = await RunningGateway.StartAsync(identity: tokens.IdentityFile());

        File.Delete(Path.Combine(gateway.GatewayFolder, "identity.json"));
        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");

        using var answer = await AskAsync(gateway, tokens.Sign("ES256", TestTokens.Header("ES256"), TestTokens.Claims(gateway.Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task KeyFile_ThatTheFileNames_IsWatchedToo()
    {
        using var tokens = new TestTokens();
        using var others = new TestTokens();
        var identity = $$"""{"issuers":[{"issuer":"{{TestTokens.Issuer}}","audience":"{{TestTokens.Audience}}","jwksFile":"keys.json","algorithms":["ES256","RS256","EdDSA"]}]}""";
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        File.WriteAllText(Path.Combine(gateway.GatewayFolder, "keys.json"), others.KeySet);
        Write(gateway, identity);
        using (await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload"))
        {
        }

        var token = tokens.Sign("ES256", TestTokens.Header("ES256"), TestTokens.Claims(gateway.Time.GetUtcNow()));
        using (var before = await AskAsync(gateway, token)) Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);

        File.WriteAllText(Path.Combine(gateway.GatewayFolder, "keys.json.new"), tokens.KeySet);
        File.Move(Path.Combine(gateway.GatewayFolder, "keys.json.new"), Path.Combine(gateway.GatewayFolder, "keys.json"), overwrite: true);

        await RunningGateway.EventuallyAsync(() =>
        {
            using var after = AskAsync(gateway, token).GetAwaiter().GetResult();
            return after.StatusCode == HttpStatusCode.OK;
        });
    }

    private static void Write(RunningGateway gateway, string identity)
    {
        var file = Path.Combine(gateway.GatewayFolder, "identity.json");
        File.WriteAllText(file + ".new", identity);
        File.Move(file + ".new", file, overwrite: true);
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static Task<HttpResponseMessage> AskAsync(RunningGateway gateway, string token) => gateway.SendAsync(
        "/v1/chat/completions",
        JsonSerializer.Serialize(new { model = "test-model", messages = new[] { new { role = "user", content = "hi" } } }),
        request => request.Headers.Authorization = new("Bearer", token));
}
