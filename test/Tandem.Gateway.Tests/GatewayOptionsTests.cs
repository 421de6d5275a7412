using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Fact]
    public void Options_WithNothingSet_NameEveryKeyToSet()
    {
        var problems = GatewayOptionsValidator.Problems(new GatewayOptions());
        foreach (var key in (string[])["LedgerFolder", "KeysFolder", "PolicyFolder", "TrustFile", "StateFile", "OperationsTokenFile", "Origin"])
        {
            Assert.Contains(problems, problem => problem.Contains($"`{key}`", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Options_OutOfRange_NameTheRange()
    {
        var problems = GatewayOptionsValidator.Problems(new GatewayOptions { MaxConcurrentRequests = 0, ListenUrl = "https://x", BodyTimeout = TimeSpan.Zero });
        Assert.Contains(problems, problem => problem.Contains("`MaxConcurrentRequests` is 0; set it between 1 and 100000", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("`ListenUrl`", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("`BodyTimeout`", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_WithOneAddressForBothListeners_AreRefused() =>
        Assert.Contains(
            GatewayOptionsValidator.Problems(new GatewayOptions { ListenUrl = "http://localhost:7181", OperationsUrl = "http://localhost:7181" }),
            problem => problem.Contains("callers must not reach the operations listener", StringComparison.Ordinal));

    [Fact]
    public async Task Keys_MissingOrReadableByOthers_AreAllNamedAtOnce()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await gateway.StopAsync();
        File.Delete(Path.Combine(gateway.GatewayFolder, "keys", "pseudonym.key"));
        File.WriteAllText(Path.Combine(gateway.GatewayFolder, "keys", "fingerprint.key"), "not a key");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(gateway.GatewayFolder, "keys", "callers.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(gateway.StartAgainAsync);

        Assert.Contains(exception.Problems, problem => problem.Contains("pseudonym.key", StringComparison.Ordinal));
        Assert.Contains(exception.Problems, problem => problem.Contains("fingerprint.key", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Contains(exception.Problems, problem => problem.Contains("chmod 600", StringComparison.Ordinal));
        Assert.DoesNotContain("not a key", exception.Message, StringComparison.Ordinal);
    }
}
