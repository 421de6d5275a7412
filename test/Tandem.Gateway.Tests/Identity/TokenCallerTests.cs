using System.Net;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests.Identity;

/// <summary>A caller with a token, over the wire.</summary>
public sealed class TokenCallerTests
{
    [Fact]
    public async Task Token_Good_IsAnsweredAndRecordedAsVerified()
    {
        using var tokens = new TestTokens();
        await using var gateway = await RunningGateway.StartAsync(identity: tokens.IdentityFile());
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        using var answer = await AskAsync(gateway, tokens.Sign("EdDSA", TestTokens.Header("EdDSA"), TestTokens.Claims(gateway.Time.GetUtcNow())));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("verified-jwt", "claims", "AIS-0001"), (outcome.GetProperty("auth").GetString(), outcome.GetProperty("app").GetString(), outcome.GetProperty("ai").GetString()));
        Assert.Equal(["employee"], outcome.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.DoesNotContain("user-17", outcome.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_Expired_IsRefusedAndRecorded()
    {
        using var tokens = new TestTokens();
        await using var gateway = await RunningGateway.StartAsync(identity: tokens.IdentityFile());
        var token = tokens.Sign("ES256", TestTokens.Header("ES256"), TestTokens.Claims(gateway.Time.GetUtcNow().AddHours(-1)));

        using var answer = await AskAsync(gateway, token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("IDENTITY_EXPIRED", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("IDENTITY_EXPIRED", Assert.Single(gateway.RecordsOf(answer)).GetProperty("reason")[0].GetString());
    }

    private static Task<HttpResponseMessage> AskAsync(RunningGateway gateway, string token) => gateway.SendAsync(
        "/v1/chat/completions",
        JsonSerializer.Serialize(new { model = "test-model", messages = new[] { new { role = "user", content = "hi" } } }),
        request => request.Headers.Authorization = new("Bearer", token));
}
