using System.ComponentModel;
using Tandem.Ledger.Records;
using Tandem.Ledger.Verification;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Writing;

public sealed class FaultTests : IDisposable
{
    private const int NoFault = 0;
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Append_DiskDoesNotAnswerInTime_ThrowsTimeoutAndTheRecordBecomesDurableLater()
    {
        using var answer = new ManualResetEventSlim(true);
        var files = new FaultyFiles(NoFault, false) { BeforeDataSync = () => answer.Wait(TestContext.Current.CancellationToken) };
        await using (var writer = await _log.OpenAsync(options => options with { Files = files, CommitTimeout = TimeSpan.FromMilliseconds(20) }))
        {
            answer.Reset();
            var late = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.AppendAsync(LogFolder.Draft("late"), TestContext.Current.CancellationToken));
            answer.Set();

            Assert.Equal(LedgerFault.Timeout, late.Fault);
            Assert.Equal(LedgerState.Open, writer.Health.State);
        }

        using var reader = _log.Reader();
        Assert.Equal("late", reader.Read(1).Root.GetProperty("app").GetString());
    }

    [Fact]
    public async Task Append_CallerStopsWaiting_TheRecordIsWrittenAllTheSame()
    {
        using var answer = new ManualResetEventSlim(true);
        using var leaving = new CancellationTokenSource();
        var files = new FaultyFiles(NoFault, false) { BeforeDataSync = () => answer.Wait(TestContext.Current.CancellationToken) };
        await using (var writer = await _log.OpenAsync(options => options with { Files = files }))
        {
            answer.Reset();
            var append = writer.AppendAsync(LogFolder.Draft("left"), leaving.Token);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
            answer.Set();
        }

        using var reader = _log.Reader();
        Assert.Equal("left", reader.Read(1).Root.GetProperty("app").GetString());
    }

    [Theory]
    [InlineData("write")]
    [InlineData("fdatasync")]
    public async Task Append_DiskFails_PoisonsTheWriterForGood(string call)
    {
        var files = new FaultyFiles(NoFault, false);
        await using (var writer = await _log.OpenAsync(options => options with { Files = files }))
        {
            files.FailsWhen = (name, path) => name == call && path.EndsWith(".seg", StringComparison.Ordinal);
            var failed = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken));
            files.FailsWhen = (_, _) => false;
            var calls = files.Calls;
            var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.PublishCheckpointAsync(TestContext.Current.CancellationToken));

            Assert.Equal((LedgerFault.Poisoned, LedgerFault.Poisoned), (failed.Fault, refused.Fault));
            Assert.Equal(LedgerState.Poisoned, writer.Health.State);
            Assert.Contains("injected fault", writer.Health.Reason, StringComparison.Ordinal);
            Assert.Equal(calls, files.Calls);
        }

        await _log.WriteAsync(1);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
    }

    [Fact]
    public async Task Checkpoint_DiskFails_RecordsGoOnAndTheNextCheckpointCoversThem()
    {
        var files = new FaultyFiles(NoFault, false);
        await using var writer = await _log.OpenAsync(options => options with { Files = files });
        files.FailsWhen = (_, path) => path.Contains("tile", StringComparison.Ordinal);
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => writer.PublishCheckpointAsync(TestContext.Current.CancellationToken));
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        Assert.Equal(1, writer.Health.CheckpointSize);

        files.FailsWhen = (_, _) => false;
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new LedgerHealth(LedgerState.Open, 3, 3, writer.Health.CheckpointTime, null), writer.Health);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
    }

    [Fact]
    public async Task Checkpoint_ReplacedBySomebodyElse_PoisonsTheWriter()
    {
        await using var writer = await _log.OpenAsync();
        var older = await File.ReadAllBytesAsync(_log.CheckpointPath, TestContext.Current.CancellationToken);
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_log.CheckpointPath, older, TestContext.Current.CancellationToken);
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.PublishCheckpointAsync(TestContext.Current.CancellationToken));

        Assert.Equal(LedgerFault.Poisoned, refused.Fault);
        Assert.Equal(LedgerState.Poisoned, writer.Health.State);
    }

    [Fact]
    public async Task Checkpoint_RecordReadsBackDifferently_IsNotSigned()
    {
        await using var writer = await _log.OpenAsync();
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        var offset = LogBytes.OffsetOf(_log, 1);
        using (var file = File.OpenHandle(_log.FirstSegment, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            RandomAccess.Write(file, "#"u8, offset + 50);
        }

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.PublishCheckpointAsync(TestContext.Current.CancellationToken));

        Assert.Equal(LedgerFault.Poisoned, refused.Fault);
        Assert.Equal(1, _log.Reader().LatestCheckpoint()!.Checkpoint.Size);
    }

    [Fact]
    public async Task Full_NoRoomForAnotherSegment_TakesCompletingRecordsOnlyAndGoesOnWithRoom()
    {
        var clock = new ManualClock();
        var files = new FaultyFiles(NoFault, false) { Fault = () => new IOException("no space", new Win32Exception(28)) };
        await using var writer = await _log.OpenAsync(options => options with { Files = files, TimeProvider = clock, LowWaterBytes = 16 * 1024 });
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        // The spare that is ready is used up; from then on there is no room for another.
        files.FailsWhen = (name, path) => name == "create" && Path.GetFileName(path).StartsWith("spare-", StringComparison.Ordinal);
        var (accepted, refused) = await FillAsync(writer);

        Assert.Equal(LedgerFault.Full, refused.Fault);
        Assert.Equal(LedgerState.Full, writer.Health.State);
        Assert.Contains("; free ", writer.Health.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_log.Path, "reserve")));
        var outcome = await writer.AppendAsync(new RecordDraft("outcome").Set("ref", accepted[^1].Index), TestContext.Current.CancellationToken);
        using var reader = _log.Reader();
        Assert.Equal(RecordFormat.LogFullOperation, reader.Read(outcome.Index - 1).Root.GetProperty("op").GetString());

        files.FailsWhen = (_, _) => false;
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromSeconds(2));
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);

        Assert.Equal(LedgerState.Open, writer.Health.State);
        Assert.True(File.Exists(Path.Combine(_log.Path, "reserve")));
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
        Assert.All(accepted, receipt => Assert.Equal("decision", reader.Read(receipt.Index).Kind));
    }

    [Fact]
    public async Task Full_CompletingRecordsUntilTheVeryEnd_LeavesAWholeLog()
    {
        var files = new FaultyFiles(NoFault, false) { Fault = () => new IOException("no space", new Win32Exception(28)) };
        await using (var writer = await _log.OpenAsync(options => options with { Files = files }))
        {
            files.FailsWhen = (name, path) => name == "create" && Path.GetFileName(path).StartsWith("spare-", StringComparison.Ordinal);
            await FillAsync(writer);
            LedgerUnavailableException? refused = null;
            while (refused is null)
            {
                try
                {
                    await writer.AppendAsync(new RecordDraft("outcome").Set("text", new string('x', 3000)), TestContext.Current.CancellationToken);
                }
                catch (LedgerUnavailableException exception)
                {
                    refused = exception;
                }
            }

            Assert.Equal(LedgerFault.Full, refused.Fault);
        }

        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
        await _log.WriteAsync(1);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
    }

    [Fact]
    public async Task Open_NoRoomForTheFirstSegment_IsRefusedAsFull()
    {
        var files = new FaultyFiles(NoFault, false)
        {
            Fault = () => new IOException("no space", new Win32Exception(28)),
            FailsWhen = (name, path) => name == "create" && Path.GetFileName(path).StartsWith("spare-", StringComparison.Ordinal),
        };

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => _log.OpenAsync(options => options with { Files = files }));
        await _log.WriteAsync(1);

        Assert.Equal(LedgerFault.Full, refused.Fault);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
    }

    [Fact]
    public async Task Open_NoRoomForTheCheckpoint_IsRefusedAsFullAndLosesNothing()
    {
        await _log.WriteAsync(3);
        var files = new FaultyFiles(NoFault, false)
        {
            Fault = () => new IOException("no space", new Win32Exception(28)),
            FailsWhen = (name, path) => name == "write" && path.Contains("tile", StringComparison.Ordinal),
        };

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => _log.OpenAsync(options => options with { Files = files }));
        await _log.WriteAsync(1);

        Assert.Equal(LedgerFault.Full, refused.Fault);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
    }

    [Fact]
    public async Task RecordKey_OlderThanItsLifetime_IsReplacedByACertifiedOne()
    {
        var clock = new ManualClock();
        await using var writer = await _log.OpenAsync(options => options with { TimeProvider = clock });
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(25));
        var later = await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);

        using var reader = _log.Reader();
        Assert.Equal(3, later.Index);
        Assert.True(reader.Read(2).CertifiesRecordKey);
        Assert.Equal(reader.SigningKeyAt(3)!.KeyId, reader.Read(3).SigningKeyId);
        Assert.Equal(VerificationVerdict.Valid, Verify().Verdict);
    }

    private static async Task<(List<RecordReceipt> Accepted, LedgerUnavailableException Refused)> FillAsync(LedgerWriter writer)
    {
        var accepted = new List<RecordReceipt>();
        while (true)
        {
            try
            {
                accepted.Add(await writer.AppendAsync(LogFolder.Draft(new string('x', 2000)), TestContext.Current.CancellationToken));
            }
            catch (LedgerUnavailableException exception)
            {
                return (accepted, exception);
            }
        }
    }

    private VerificationReport Verify() =>
        LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken);
}
