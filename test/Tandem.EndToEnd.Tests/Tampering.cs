using System.Text.Json;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>A stranger with the public key finds what was changed.</summary>
public sealed class Tampering
{
    [Fact]
    public async Task OneFlippedBit_IsFoundWithItsIndex()
    {
        using var folder = new TemporaryFolder("tandem-tamper");
        await using var demo = await RunningDemo.StartAsync(folder.Path);
        Assert.Equal(0, await demo.StopAsync());
        var clean = await ProgramRun.Tandem("verify", demo.GatewayLedger, "--key", demo.GatewayLogKey, "--json");
        Assert.True(clean.ExitCode is 0, clean.ToString());
        var lines = await LogLines.AllAsync(demo);
        var index = lines.Count / 2;

        await FlipAsync(demo.GatewayLedger, lines[index]);

        var run = await ProgramRun.Tandem("verify", demo.GatewayLedger, "--key", demo.GatewayLogKey, "--json");
        Assert.True(run.ExitCode is 1, run.ToString());
        var problems = JsonDocument.Parse(run.Output).RootElement.GetProperty("problems").EnumerateArray().ToList();
        Assert.Contains(problems, problem => problem.GetProperty("index").ValueKind is JsonValueKind.Number && problem.GetProperty("index").GetInt64() == index);
        Assert.DoesNotContain(problems, problem => problem.GetProperty("index").ValueKind is JsonValueKind.Number && problem.GetProperty("index").GetInt64() < index);
    }

    [Fact]
    public async Task OtherLogsKey_IsRefused()
    {
        using var folder = new TemporaryFolder("tandem-key");
        await using var demo = await RunningDemo.StartAsync(folder.Path);
        Assert.Equal(0, await demo.StopAsync());

        var run = await ProgramRun.Tandem("verify", demo.GatewayLedger, "--key", Path.Combine(demo.Data, "management", "log.vkey"));

        Assert.True(run.ExitCode is 1, run.ToString());
    }

    private static async Task FlipAsync(string ledger, string line)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(line);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ledger, "segments"), "*.seg"))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var at = bytes.AsSpan().IndexOf(wanted);
            if (at < 0)
                continue;
            bytes[at + (wanted.Length / 2)] ^= 1;
            await File.WriteAllBytesAsync(file, bytes);
            return;
        }

        throw new InvalidOperationException("the record was not found in any segment");
    }
}
