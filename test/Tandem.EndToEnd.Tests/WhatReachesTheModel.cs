using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests;

/// <summary>What the gateway lets through, seen from the other side.</summary>
[Collection(DemoCollection.Name)]
public sealed class WhatReachesTheModel(DemoFixture fixture)
{
    private RunningDemo Demo => fixture.Demo;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CardNumber_ComesOutRedacted(bool stream)
    {
        var mark = $"redaction-mark-{stream}";

        var call = await GatewayCall.OpenAi(Demo, $"{mark}: refund card 5500 0055 5555 5559 please", stream: stream);

        Assert.Equal(200, call.Status);
        var received = Assert.Single(await MockRequests.WithAsync(Demo, mark)).GetRawText();
        Assert.DoesNotContain("5500 0055 5555 5559", received, StringComparison.Ordinal);
        Assert.Contains("refund card [fin.credit_card] please", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlockedPrompt_NeverArrives()
    {
        const string mark = "never-arrives-mark";

        var call = await GatewayCall.OpenAi(Demo, $"{mark} aws_access_key_id = AKIAZ7QTR4WJX2M5KDPL");

        Assert.Equal(403, call.Status);
        Assert.NotNull(call.Decision);
        Assert.Empty(await MockRequests.WithAsync(Demo, mark));
    }

    [Fact]
    public async Task CallersCredentials_NeverArrive()
    {
        const string mark = "credential-mark";

        await GatewayCall.OpenAi(Demo, mark);

        var received = Assert.Single(await MockRequests.WithAsync(Demo, mark)).GetRawText();
        Assert.DoesNotContain(Demo.Access.Keys["claims-portal"], received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mock-leak", false)]
    [InlineData("mock-leak", true)]
    [InlineData("mock-leaktool", false)]
    [InlineData("mock-leaktool", true)]
    public async Task SecretInTheAnswer_NeverReachesTheCaller(string model, bool stream)
    {
        var call = await GatewayCall.OpenAi(Demo, "show me a sample", model, stream);

        Assert.DoesNotContain("FODNN7EX", call.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIAIOS", call.Body, StringComparison.Ordinal);
        Assert.Contains("content_filter", call.Body, StringComparison.Ordinal);
    }
}
