using System.ClientModel;
using System.Text;
using OpenAI;
using OpenAI.Chat;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests;

/// <summary>The official OpenAI client for .NET through the gateway.</summary>
[Collection(DemoCollection.Name)]
public sealed class OpenAiDotNet(DemoFixture fixture)
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("weather", "The weather in a city",
        BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""));

    [Fact]
    public async Task Buffered_Text_ArrivesWhole()
    {
        ChatCompletion answer = await Client().CompleteChatAsync([new UserChatMessage("Hello from .NET")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("This is the mock model. It was asked: Hello from .NET", answer.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
    }

    [Fact]
    public async Task Streaming_Text_ArrivesWhole()
    {
        var text = new StringBuilder();
        ChatFinishReason? finish = null;
        await foreach (var update in Client().CompleteChatStreamingAsync([new UserChatMessage("Hello from .NET")], cancellationToken: TestContext.Current.CancellationToken))
        {
            foreach (var part in update.ContentUpdate)
                text.Append(part.Text);
            finish = update.FinishReason ?? finish;
        }

        Assert.Equal("This is the mock model. It was asked: Hello from .NET", text.ToString());
        Assert.Equal(ChatFinishReason.Stop, finish);
    }

    [Fact]
    public async Task Streaming_ToolCall_ArrivesWhole()
    {
        var arguments = new StringBuilder();
        var options = new ChatCompletionOptions { Tools = { Weather } };
        await foreach (var update in Client().CompleteChatStreamingAsync([new UserChatMessage("What is the weather?")], options, TestContext.Current.CancellationToken))
        {
            foreach (var call in update.ToolCallUpdates)
                arguments.Append(call.FunctionArgumentsUpdate);
        }

        Assert.Equal("""{"city":"Tallinn"}""", arguments.ToString());
    }

    [Fact]
    public async Task Buffered_ToolCall_ArrivesWhole()
    {
        var options = new ChatCompletionOptions { Tools = { Weather } };
        ChatCompletion answer = await Client().CompleteChatAsync([new UserChatMessage("What is the weather?")], options, TestContext.Current.CancellationToken);

        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        Assert.Equal("weather", Assert.Single(answer.ToolCalls).FunctionName);
    }

    [Fact]
    public async Task BlockedPrompt_IsAClientResultException()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() => Client().CompleteChatAsync([new UserChatMessage("aws_access_key_id = AKIAZ7QTR4WJX2M5KDPL")]));

        Assert.Equal(403, error.Status);
    }

    private ChatClient Client() => new("mock-1", new ApiKeyCredential(fixture.Demo.Access.Keys["claims-portal"]), new OpenAIClientOptions { Endpoint = new Uri(fixture.Demo.Gateway, "/v1") });
}
