using Tandem.Testing.Upstream;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>An upstream that has been asked and answers only when the test lets it.</summary>
internal sealed class HeldAnswer
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeldAnswer()
    {
    }

    /// <summary>Completes when the request has arrived at the upstream.</summary>
    public Task Asked => _asked.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Makes the upstream of a gateway hold its answers.</summary>
    public static HeldAnswer Of(RunningGateway gateway, string text)
    {
        var held = new HeldAnswer();
        gateway.Upstream.Answer(async context =>
        {
            held._asked.TrySetResult();
            await held._released.Task.WaitAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await FakeUpstream.SendAsync(context, SampleAnswers.Chat(text));
        });
        return held;
    }

    public void Release() => _released.TrySetResult();
}
