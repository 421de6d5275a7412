using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>A disk without room stops answers, not honesty: nothing leaves unrecorded, and service resumes when there is room again.</summary>
public sealed class FullDisk
{
    private const int MostCalls = 5_000;

    [Fact]
    public async Task NoRoom_RefusesUntilThereIsRoomAgain()
    {
        using var folder = new TemporaryFolder("tandem-full");
        await using var demo = await RunningDemo.StartOnSmallDiskAsync(folder.Path, sizeMiB: 100);
        var before = await GatewayCall.OpenAi(demo, "before the disk is full");
        var served = (await MockRequests.AllAsync(demo)).Count;
        var filler = Path.Combine(demo.Data, "filler");
        Fill(filler);

        var call = await CallUntilRefusedAsync(demo);

        Assert.Equal(200, before.Status);
        Assert.Equal(503, call.Status);
        Assert.Equal("LEDGER_UNAVAILABLE", call.Reason);
        var answered = (await MockRequests.AllAsync(demo)).Count;
        Assert.Equal(503, (await GatewayCall.OpenAi(demo, "still full")).Status);
        Assert.Equal(answered, (await MockRequests.AllAsync(demo)).Count);
        Assert.True(answered >= served);

        File.Delete(filler);
        var after = await CallUntilServedAsync(demo);
        Assert.Equal(200, after.Status);
    }

    private static void Fill(string path)
    {
        var block = new byte[1 << 20];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    // Files of the log are preallocated, so the first calls are still served, each with its record, until those are used up.
    private static Task<GatewayCall> CallUntilRefusedAsync(RunningDemo demo) => CallUntilAsync(demo, call => call.Status is 503);

    private static Task<GatewayCall> CallUntilServedAsync(RunningDemo demo) => CallUntilAsync(demo, call => call.Status is 200);

    private static async Task<GatewayCall> CallUntilAsync(RunningDemo demo, Predicate<GatewayCall> wanted)
    {
        GatewayCall call;
        var tries = 0;
        do
        {
            call = await CallAsync(demo);
            if (tries % 10 is 9)
                await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        while (!wanted(call) && ++tries < MostCalls);
        return call;
    }

    private static async Task<GatewayCall> CallAsync(RunningDemo demo)
    {
        try
        {
            return await GatewayCall.OpenAi(demo, "one more");
        }
        catch (HttpRequestException error)
        {
            throw new InvalidOperationException($"the gateway did not answer; the end of what it printed:\n{demo.Printed[Math.Max(0, demo.Printed.Length - 4_000)..]}", error);
        }
    }
}
