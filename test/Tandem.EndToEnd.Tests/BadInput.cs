using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests;

/// <summary>Everything that can be wrong with a request gets its own answer and its own record.</summary>
[Collection(DemoCollection.Name)]
public sealed class BadInput(DemoFixture fixture)
{
    private RunningDemo Demo => fixture.Demo;

    private string Key => Demo.Access.Keys["claims-portal"];

    [Fact]
    public async Task NoKey_IsRefusedAndRecorded() => await RefusedAsync(401, "IDENTITY_MISSING", await SendAsync(Body(), key: null));

    [Fact]
    public async Task WrongKey_IsRefusedAndRecorded() => await RefusedAsync(401, "IDENTITY_INVALID", await SendAsync(Body(), Key[..^3] + "AAA"));

    [Fact]
    public async Task BrokenJson_IsRefusedAndRecorded() => await RefusedAsync(400, "BODY_INVALID", await SendAsync("{\"model\":\"mock-1\",\"messages\":[", Key));

    [Fact]
    public async Task DuplicateMember_IsRefusedAndRecorded() => await RefusedAsync(400, "BODY_INVALID", await SendAsync("{\"model\":\"mock-1\",\"model\":\"mock-2\",\"messages\":[]}", Key));

    [Fact]
    public async Task HugeBody_IsRefusedAndRecorded() => await RefusedAsync(413, "BODY_TOO_LARGE", await SendAsync(Body(new string('a', 9 << 20)), Key));

    [Fact]
    public async Task UnknownModel_IsRefusedAndRecorded() => await RefusedAsync(404, "MODEL_UNKNOWN", await SendAsync(Body(model: "no-such-model"), Key));

    [Fact]
    public async Task UnknownPath_IsRefusedAndRecorded() => await RefusedAsync(404, "ROUTE_UNKNOWN", await GatewayCall.SendAsync(Demo, "/v1/no-such-thing", Body(), Key));

    [Theory]
    [InlineData("mock-fault-reset", 502)]
    [InlineData("mock-fault-garbage", 502)]
    public async Task FailingUpstream_IsAnErrorAndRecorded(string model, int status)
    {
        var call = await SendAsync(Body(model: model), Key);

        Assert.Equal(status, call.Status);
        await RecordedAsync(call);
    }

    private static string Body(string prompt = "hello", string model = "mock-1") => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{prompt}}"}]}""";

    private Task<GatewayCall> SendAsync(string body, string? key) => GatewayCall.SendAsync(Demo, "/v1/chat/completions", body, key);

    private async Task RefusedAsync(int status, string reason, GatewayCall call)
    {
        Assert.Equal(status, call.Status);
        Assert.Equal(reason, call.Reason);
        await RecordedAsync(call);
    }

    private async Task RecordedAsync(GatewayCall call)
    {
        Assert.NotNull(call.Decision);
        Assert.Contains(await LogLines.AllAsync(Demo), line => line.Contains($"\"req\":\"{call.Decision}\"", StringComparison.Ordinal));
    }
}
