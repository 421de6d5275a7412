using System.Diagnostics;
using System.Globalization;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>Asked to stop, the program ends in order, whenever it is asked: nothing it consists of is used after it is gone, and nothing is said that would worry its operator.</summary>
public sealed class Stopping
{
    [Fact]
    public async Task AtOnceAfterTheStart_EndsInOrderAndInSilence()
    {
        using var folder = new TemporaryFolder("tandem-stopping");
        // The first start ends while it still sets things up for the first time; the others are quick, and the end meets them at another place.
        for (var start = 0; start < 3; start++)
        {
            await using var running = await RunningDemo.ServeAsync(folder.Path);

            Assert.Equal(0, await running.StopAsync());

            Assert.Empty(Troubles(running.Printed));
        }
    }

    [Theory]
    [InlineData("the state was rebuilt")]
    [InlineData("listens for callers")]
    [InlineData("migration 1 foundation applied")]
    [InlineData("links applied")]
    public async Task DuringTheStart_EndsInOrderAndInSilence(string at)
    {
        using var folder = new TemporaryFolder("tandem-stopping");
        var ports = FreePorts.Take(3);
        var start = new ProcessStartInfo(BuildPaths.Executable) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["serve", "--data", folder.Path, "--pages", Local(ports[0]), "--gateway", Local(ports[1]), "--operations", Local(ports[2])])
            start.ArgumentList.Add(argument);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var process = Process.Start(start)!;
        try
        {
            string? line;
            do
                line = await process.StandardError.ReadLineAsync(limit.Token);
            while (line?.Contains(at, StringComparison.Ordinal) == false);
            Assert.NotNull(line);
            using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(limit.Token);
            var rest = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);

            // Broken off before anything ran, or started and stopped again.
            Assert.True(process.ExitCode is 0 or 130, string.Create(CultureInfo.InvariantCulture, $"exit {process.ExitCode}\n{rest}"));
            Assert.Empty(Troubles(rest));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static IEnumerable<string> Troubles(string log) =>
        log.Split('\n').Where(line => line.Contains(" warn: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal));

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
}
