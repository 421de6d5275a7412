using System.Net;
using Tandem.Gateway.Tests.Hosting;
using static Tandem.Gateway.Tests.Hosting.RefusalAsserts;

namespace Tandem.Gateway.Tests;

/// <summary>Requests refused for where they go and for what policy says of them.</summary>
public sealed class GatewayRefusalTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Route_Unknown_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.SendAsync("/v1/embeddings", Body);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.NotFound, "ROUTE_UNKNOWN");
        Assert.Equal("claims", Text(gateway, answer, "app"));
    }

    [Fact]
    public async Task Method_OtherThanPost_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Callers, Chat));
        request.Headers.Authorization = new("Bearer", gateway.Key);
        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.NotFound, "ROUTE_UNKNOWN");
    }

    [Fact]
    public async Task Model_Unknown_IsRefusedAndItsNameStaysOutOfTheRecord()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.ChatAsync("hi", model: "no-such-model");
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.NotFound, "MODEL_UNKNOWN");
        Assert.Equal("none", Text(gateway, answer, "model"));
    }

    [Fact]
    public async Task Policy_NotLoaded_RefusesEverythingAndRecords()
    {
        await using var gateway = await RunningGateway.StartAsync(isPublished: false);
        using var answer = await gateway.ChatAsync("hi");
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.ServiceUnavailable, "POLICY_NOT_LOADED");
        Assert.Equal("none", Text(gateway, answer, "pol"));
    }

    [Fact]
    public async Task Caller_OutsideItsIntendedUse_IsRefusedByTheRule()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var key = await gateway.CreateKeyAsync("other", "AIS-0002", "employee");
        using var answer = await gateway.SendAsync(Chat, Body, request => request.Headers.Authorization = new("Bearer", key));
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Forbidden, "POLICY_BLOCK", "INTENDED_USE");
    }

    [Fact]
    public async Task Route_OfAnotherAiSystem_IsClosedToTheCaller()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { RouteAiSystem = "AIS-0002" });
        using var answer = await gateway.ChatAsync("hi");
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Forbidden, "INTENDED_USE");
    }

    [Fact]
    public async Task Requests_MoreThanAllowedAtOnce_AreRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { MaxConcurrentRequests = 1 });
        var held = HeldAnswer.Of(gateway, "ok");
        var first = gateway.ChatAsync("hi");
        await held.Asked;

        using var second = await gateway.ChatAsync("hi");

        await MustBeRefusedAsync(gateway, second, HttpStatusCode.ServiceUnavailable, "OVERLOADED");
        held.Release();
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    public async Task Text_ThatCostsMoreThanItsLengthJustifies_IsRefusedAndRecorded(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        // Each is the beginning of a token and has to be followed to the end of what one may hold.
        var flood = string.Concat(Enumerable.Repeat("glpat-", 10_000));

        using var answer = path == "/v1/messages" ? await gateway.MessagesAsync(flood) : await gateway.ChatAsync(flood);

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.UnprocessableEntity, "SCAN_BUDGET");
        Assert.Empty(gateway.Upstream.Requests);
    }
}
