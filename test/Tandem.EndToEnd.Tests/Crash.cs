using System.Collections.Concurrent;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>Power cuts in the middle of traffic lose no record whose answer somebody has seen.</summary>
public sealed class Crash
{
    private const int Callers = 8;
    private const int Cuts = 3;

    [Fact]
    public async Task KillInTraffic_LosesNoAcknowledgedRecord()
    {
        using var folder = new TemporaryFolder("tandem-crash");
        var acknowledged = new ConcurrentBag<string>();
        for (var cut = 0; cut < Cuts; cut++)
        {
            await using var demo = await RunningDemo.StartAsync(folder.Path);
            using var stop = new CancellationTokenSource();
            var key = demo.Access.Keys["claims-portal"];
            var callers = Enumerable.Range(0, Callers).Select(number => CallUntilAsync(demo, key, number, acknowledged, stop.Token)).ToList();
            var before = acknowledged.Count;
            // The moment of the cut is given by work done, not by time, so that it always falls into traffic.
            while (acknowledged.Count < before + 40)
                await Task.Delay(10, TestContext.Current.CancellationToken);
            await demo.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(callers);
        }

        await using var again = await RunningDemo.StartAsync(folder.Path);
        var lines = await LogLines.AllAsync(again);
        Assert.NotEmpty(acknowledged);
        var missing = acknowledged.Where(decision => !lines.Exists(line => line.Contains($"\"req\":\"{decision}\"", StringComparison.Ordinal)
            && (line.Contains("\"kind\":\"outcome\"", StringComparison.Ordinal) || line.Contains("\"end\":\"refused\"", StringComparison.Ordinal))));
        Assert.Empty(missing);
        Assert.Equal(0, await again.StopAsync());
        var verified = await ProgramRun.Tandem("verify", again.GatewayLedger, "--key", again.GatewayLogKey);
        Assert.True(verified.ExitCode is 0, verified.ToString());
    }

    private static async Task CallUntilAsync(RunningDemo demo, string key, int number, ConcurrentBag<string> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var call = await GatewayCall.OpenAi(demo, $"caller {number} call {i}", key: key, stream: i % 2 is 1);
                if (call is { Status: 200, Decision: { } decision } && Ended(call.Body))
                    acknowledged.Add(decision);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                // The process is gone; that is what this test does.
                return;
            }
        }
    }

    // A stream that was cut off is not an acknowledged answer; one with its terminal event is.
    private static bool Ended(string body) => body.StartsWith('{') || body.Contains("data: [DONE]", StringComparison.Ordinal);
}
