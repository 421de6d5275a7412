using Tandem.Ledger.Hammering;
using Tandem.Ledger.Tests.Writing;
using Tandem.Ledger.Verification;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Hammering;

public sealed class LedgerHammerTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Run_16Callers_LosesNothing()
    {
        using var acknowledged = new StringWriter();

        var result = await LedgerHammer.RunAsync(_log.Options(), new HammerOptions { Callers = 16, Count = 500, Acknowledged = acknowledged }, TestContext.Current.CancellationToken);

        Assert.Equal((500, 0, 0), (result.Acknowledged, result.Refused, result.Lost));
        Assert.Empty(result.Problems);
        Assert.True(result.Latency.P50 <= result.Latency.P99 && result.Latency.P99 <= result.Latency.Maximum);
        var problems = new List<string>();
        Assert.Equal((500, 0), LedgerHammer.CheckAcknowledged(_log.Path, _log.Key.VerifierKey, new StringReader(acknowledged + "17 unfin"), problems));
        Assert.Equal(VerificationVerdict.Valid, LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken).Verdict);
    }

    [Fact]
    public async Task CheckAcknowledged_RecordThatIsAnotherOrMissing_CountsAsLost()
    {
        using var acknowledged = new StringWriter();
        await LedgerHammer.RunAsync(_log.Options(), new HammerOptions { Callers = 1, Count = 3, Acknowledged = acknowledged }, TestContext.Current.CancellationToken);
        var lines = acknowledged.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var swapped = lines[0].Replace("1 ", "2 ", StringComparison.Ordinal);
        var problems = new List<string>();

        var (count, lost) = LedgerHammer.CheckAcknowledged(_log.Path, _log.Key.VerifierKey, new StringReader($"{swapped}\n{lines[2]}\n99 00\n"), problems);

        Assert.Equal((3, 2), (count, lost));
        Assert.Equal(2, problems.Count);
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(5000, 10, 0)]
    [InlineData(1, 10, 9000)]
    [InlineData(1, null, 0)]
    public async Task Run_InvalidOption_IsRefused(int callers, int? count, int textBytes)
    {
        var options = new HammerOptions { Callers = callers, Count = count, TextBytes = textBytes };

        await Assert.ThrowsAsync<ArgumentException>(() => LedgerHammer.RunAsync(_log.Options(), options, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_LogIsHeldByAWriter_IsRefused()
    {
        await using var writer = await _log.OpenAsync();

        await Assert.ThrowsAsync<LedgerOpenException>(
            () => LedgerHammer.RunAsync(_log.Options(), new HammerOptions { Count = 1 }, TestContext.Current.CancellationToken));
    }
}
