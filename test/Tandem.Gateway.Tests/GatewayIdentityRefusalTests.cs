using System.Net;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;
using static Tandem.Gateway.Tests.Hosting.RefusalAsserts;

namespace Tandem.Gateway.Tests;

/// <summary>What a caller presents: no proof, no way in, and a record of the attempt.</summary>
public sealed class GatewayIdentityRefusalTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData(null, null, "IDENTITY_MISSING")]
    [InlineData("Bearer tdm_22222222_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null, "IDENTITY_INVALID")]
    [InlineData("Bearer tdm_short", null, "IDENTITY_INVALID")]
    [InlineData("Bearer not-a-token", null, "IDENTITY_INVALID")]
    [InlineData("Basic dXNlcjpwYXNz", null, "IDENTITY_INVALID")]
    [InlineData(null, "tdm_22222222_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "IDENTITY_INVALID")]
    [InlineData("Bearer one", "two", "IDENTITY_INVALID")]
    public async Task Credential_ThatProvesNothing_IsRefusedAndRecorded(string? authorization, string? apiKey, string reason)
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var answer = await gateway.SendAsync(Chat, Body, request =>
        {
            request.Headers.Remove("Authorization");
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            if (apiKey is not null) request.Headers.TryAddWithoutValidation("x-api-key", apiKey);
        });

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Unauthorized, reason);
        Assert.Equal(("none", "none"), (Text(gateway, answer, "sub"), Text(gateway, answer, "auth")));
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Key_Expired_IsRefusedAsExpired()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var body = JsonSerializer.Serialize(new { app = "claims", ai = "AIS-0001", roles = new[] { "employee" }, expires = gateway.Time.GetUtcNow().AddHours(1) });
        using var made = await gateway.OperateAsync(HttpMethod.Post, "/callers", body);
        var key = (await RunningGateway.ReadJsonAsync(made)).GetProperty("key").GetString();
        gateway.Time.Advance(TimeSpan.FromHours(2));

        using var answer = await gateway.SendAsync(Chat, Body, request => request.Headers.Authorization = new("Bearer", key));

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Unauthorized, "IDENTITY_EXPIRED");
    }

    [Theory]
    [InlineData("/v1/chat/completions", "chat.completions")]
    [InlineData("/v1/messages", "messages")]
    [InlineData("/v1/no-such-thing", "other")]
    public async Task Caller_WithoutIdentity_IsRecordedWithWhatWasAskedFor(string path, string action)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(gateway.Callers, path), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(action, gateway.RecordsOf(answer)[0].GetProperty("act").GetString());
    }
}
