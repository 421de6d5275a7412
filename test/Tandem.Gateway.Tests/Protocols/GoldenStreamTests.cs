using System.Text;

namespace Tandem.Gateway.Tests.Protocols;

/// <summary>Whole recorded streams and, byte for byte, what the caller gets. A change here is a change that client libraries see.</summary>
public sealed class GoldenStreamTests
{
    [Theory]
    [InlineData("openai.chat", "openai-redacted")]
    [InlineData("openai.chat", "openai-tools")]
    [InlineData("openai.chat", "openai-blocked")]
    [InlineData("anthropic.messages", "anthropic-redacted")]
    [InlineData("anthropic.messages", "anthropic-blocked")]
    public void Stream_OfARecordedAnswer_GivesTheRecordedBytes(string dialect, string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Protocols", "Golden");

        var run = StreamRun.Of(dialect, [File.ReadAllBytes(Path.Combine(folder, $"{name}.upstream.sse"))]);

        Assert.Equal(File.ReadAllText(Path.Combine(folder, $"{name}.caller.sse"), Encoding.UTF8), run.Received);
    }
}
