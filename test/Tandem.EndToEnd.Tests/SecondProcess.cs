using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>Two processes cannot serve one folder: the second is sent away before it touches anything, and the first does not notice.</summary>
public sealed class SecondProcess
{
    [Fact]
    public async Task OnTheSameData_IsRefusedAndTheFirstGoesOn()
    {
        using var folder = new TemporaryFolder("tandem-second");
        await using var first = await RunningDemo.StartAsync(folder.Path);
        var ports = FreePorts.Take(3);

        var second = await ProgramRun.Tandem("serve", "--data", folder.Path, "--pages", $"http://localhost:{ports[0]}", "--gateway", $"http://localhost:{ports[1]}",
            "--operations", $"http://localhost:{ports[2]}");

        Assert.True(second.ExitCode is 3, second.ToString());
        Assert.Equal($"tandem: another process serves the data folder `{folder.Path}`; stop it first, or choose another folder with --data", second.Error.Trim());
        var call = await GatewayCall.OpenAi(first, "after the second was refused");
        Assert.Equal(200, call.Status);
        Assert.Equal(0, await first.StopAsync());
        Assert.Contains(await LogLines.AllAsync(first), line => line.Contains($"\"req\":\"{call.Decision}\"", StringComparison.Ordinal));
        var verified = await ProgramRun.Tandem("verify", first.GatewayLedger, "--key", first.GatewayLogKey);
        Assert.True(verified.ExitCode is 0, verified.ToString());
    }
}
