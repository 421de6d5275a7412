using System.Collections.Concurrent;
using Tandem.Ledger.Records;
using Tandem.Ledger.Verification;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Writing;

/// <summary>A fault at every single call that changes the disk: nothing acknowledged is lost, and the log opens again by itself.</summary>
public sealed class CrashTests
{
    // 6 KiB a record and 64 KiB a segment: the scenario passes through several segments.
    private const int Records = 24;
    private static readonly string Text = new('x', 6 * 1024);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryCall_Fails_LosesNothingAcknowledged(bool powerLoss)
    {
        for (var call = 1; ; call++)
        {
            using var log = new LogFolder();
            var files = new FaultyFiles(call, powerLoss, seed: call);
            var acknowledged = await UseAsync(log, files);
            if (powerLoss) files.LosePower();

            await CheckAsync(log, acknowledged, $"{files.Hit} (call {call})");
            if (files.Hit is null)
            {
                Assert.Equal(Records, acknowledged.Count);
                break;
            }

            Assert.InRange(call, 1, 500);
        }
    }

    [Fact]
    public async Task EveryCallOfARecovery_LosesPower_LosesNothingAcknowledged()
    {
        for (var call = 1; ; call++)
        {
            using var log = new LogFolder();
            await log.WriteAsync(4);
            Tear(log.FirstSegment, LogBytes.OffsetOf(log, 5));
            var files = new FaultyFiles(call, powerLoss: true, seed: call);
            var acknowledged = await UseAsync(log, files);
            files.LosePower();

            await CheckAsync(log, acknowledged, $"{files.Hit} (call {call})");
            using var reader = log.Reader();
            Assert.Contains(reader.ReadFrom(0), record => record.Kind == "recovery" && record.Root.GetProperty("op").GetString() == RecordFormat.TornTailOperation);
            if (files.Hit is null)
            {
                Assert.Equal(Records, acknowledged.Count);
                break;
            }

            Assert.InRange(call, 1, 500);
        }
    }

    /// <summary>Puts the beginning of a frame behind the last record, as a write that did not get through.</summary>
    private static void Tear(string segment, long offset)
    {
        using var file = new FileStream(segment, FileMode.Open, FileAccess.Write);
        file.Position = offset;
        file.Write([200, 1, 0, 0x80, 1, 2, 3, 4, (byte)'{']);
    }

    private static async Task<ConcurrentDictionary<long, string>> UseAsync(LogFolder log, FaultyFiles files)
    {
        var acknowledged = new ConcurrentDictionary<long, string>();
        try
        {
            await using var writer = await log.OpenAsync(options => options with { Files = files });
            for (var round = 0; round < 3; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, Records / 3).Select(number => AppendAsync(writer, $"{round}/{number}", acknowledged)));
                await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // The fault, at opening or at a checkpoint: what was acknowledged before it must be there.
        }

        return acknowledged;
    }

    private static async Task AppendAsync(LedgerWriter writer, string name, ConcurrentDictionary<long, string> acknowledged)
    {
        try
        {
            var receipt = await writer.AppendAsync(LogFolder.Draft(name).Set("text", Text), TestContext.Current.CancellationToken);
            Assert.True(acknowledged.TryAdd(receipt.Index, name));
        }
        catch (LedgerUnavailableException)
        {
            // Not acknowledged.
        }
    }

    private static async Task CheckAsync(LogFolder log, ConcurrentDictionary<long, string> acknowledged, string fault)
    {
        await using (var writer = await log.OpenAsync())
            await writer.AppendAsync(LogFolder.Draft("after"), TestContext.Current.CancellationToken);

        using var reader = log.Reader();
        foreach (var (index, name) in acknowledged)
            Assert.True(reader.Read(index).Root.GetProperty("app").GetString() == name, $"record {index} is lost after {fault}");
        var report = LedgerFsck.Check(log.Path, log.Key.VerifierKey, false, null, TestContext.Current.CancellationToken);
        Assert.True(report.Verdict == VerificationVerdict.Valid, $"after {fault}: {string.Join('\n', report.Problems)}");
        var full = LedgerVerification.Verify(log.Path, log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken);
        Assert.True(full.Verdict == VerificationVerdict.Valid && full.Records == full.CheckpointSize, $"after {fault}: {string.Join('\n', full.Problems)}");
    }
}
