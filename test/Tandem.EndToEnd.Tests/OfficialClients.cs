using System.Text.Json;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests;

/// <summary>The clients that applications really use, pointed at the gateway by their base address alone.</summary>
[Collection(DemoCollection.Name)]
public sealed class OfficialClients(DemoFixture fixture)
{
    private RunningDemo Demo => fixture.Demo;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAiJavaScript_Text_ArrivesWhole(bool stream)
    {
        var seen = await OpenAi("What are your opening hours?", stream, tools: false);

        Assert.Equal("This is the mock model. It was asked: What are your opening hours?", seen.GetProperty("text").GetString());
        Assert.Equal("stop", seen.GetProperty("finish").GetString());
        Assert.True(seen.GetProperty("usage").GetProperty("completion_tokens").GetInt32() > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAiJavaScript_ToolCall_ArrivesWhole(bool stream)
    {
        var seen = await OpenAi("What is the weather?", stream, tools: true);

        var call = Assert.Single(seen.GetProperty("tools").EnumerateArray());
        Assert.Equal("weather", call.GetProperty("name").GetString());
        Assert.Equal("Tallinn", JsonDocument.Parse(call.GetProperty("arguments").GetString()!).RootElement.GetProperty("city").GetString());
        Assert.Equal("tool_calls", seen.GetProperty("finish").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnthropicJavaScript_Text_ArrivesWhole(bool stream)
    {
        var seen = await Anthropic("Explain a hash chain", stream, tools: false);

        Assert.Equal("This is the mock model. It was asked: Explain a hash chain", seen.GetProperty("text").GetString());
        Assert.Equal("end_turn", seen.GetProperty("finish").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnthropicJavaScript_ToolCall_ArrivesWhole(bool stream)
    {
        var seen = await Anthropic("What is the weather?", stream, tools: true);

        var call = Assert.Single(seen.GetProperty("tools").EnumerateArray());
        Assert.Equal("weather", call.GetProperty("name").GetString());
        Assert.Equal("""{"city":"Tallinn"}""", call.GetProperty("arguments").GetString());
        Assert.Equal("tool_use", seen.GetProperty("finish").GetString());
    }

    [Fact]
    public async Task OpenAiJavaScript_BlockedPrompt_SeesAPermissionErrorWithTheDecision()
    {
        var seen = await OpenAi("Keep this: aws_access_key_id = AKIAZ7QTR4WJX2M5KDPL", stream: false, tools: false);

        var error = seen.GetProperty("error");
        Assert.Equal(403, error.GetProperty("status").GetInt32());
        Assert.DoesNotContain("AKIAZ7QTR4WJX2M5KDPL", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("decision", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> OpenAi(string prompt, bool stream, bool tools) => JavaScriptClient.RunAsync("openai-client.mjs",
        new { baseURL = new Uri(Demo.Gateway, "/v1").ToString(), apiKey = Demo.Access.Keys["claims-portal"], model = "mock-1", prompt, stream, tools });

    private Task<JsonElement> Anthropic(string prompt, bool stream, bool tools) => JavaScriptClient.RunAsync("anthropic-client.mjs",
        new { baseURL = Demo.Gateway.ToString(), apiKey = Demo.Access.Keys["developer-tools"], model = "mock-1", prompt, stream, tools });
}
