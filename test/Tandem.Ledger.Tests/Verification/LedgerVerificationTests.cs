using System.Text;
using Tandem.Ledger.Tests.Writing;
using Tandem.Ledger.Verification;

namespace Tandem.Ledger.Tests.Verification;

public sealed class LedgerVerificationTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(VerificationMode.Structure)]
    [InlineData(VerificationMode.Full)]
    public async Task Verify_LogOfSeveralSegmentsAndOpenings_IsValid(VerificationMode mode)
    {
        await _log.WriteAsync(300);
        await _log.WriteAsync(300);

        var report = Verify(mode);

        Assert.Empty(report.Problems);
        Assert.Empty(report.Notes);
        Assert.Equal(VerificationVerdict.Valid, report.Verdict);
        using var reader = _log.Reader();
        var checkpoint = reader.LatestCheckpoint()!.Checkpoint;
        Assert.Equal(reader.Count(), report.Records);
        Assert.Equal(checkpoint.Size, report.CheckpointSize);
        Assert.Equal(Convert.ToBase64String(checkpoint.RootHash), report.RootHashBase64);
    }

    [Fact]
    public async Task Verify_WhileTheWriterIsAhead_StatesTheRecordsBeyondTheCheckpoint()
    {
        await using var writer = await _log.OpenAsync();
        for (var number = 0; number < 5; number++) await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);

        var report = Verify(VerificationMode.Full);

        Assert.Equal(VerificationVerdict.Valid, report.Verdict);
        Assert.Equal(6, report.Records);
        Assert.Equal(1, report.CheckpointSize);
        Assert.Equal(("beyond-checkpoint", 1L), (Assert.Single(report.Notes).Code, report.Notes[0].Index));
    }

    [Fact]
    public void Verify_EmptyFolder_IsIncomplete()
    {
        var report = Verify(VerificationMode.Structure);

        Assert.Equal(VerificationVerdict.Incomplete, report.Verdict);
        Assert.Equal("checkpoint-missing", Assert.Single(report.Problems).Code);
    }

    [Fact]
    public async Task Verify_CheckpointRemoved_IsIncomplete()
    {
        await _log.WriteAsync(3);
        File.Delete(_log.CheckpointPath);

        var report = Verify(VerificationMode.Full);

        Assert.Equal(VerificationVerdict.Incomplete, report.Verdict);
        Assert.Equal("checkpoint-missing", Assert.Single(report.Problems).Code);
    }

    [Fact]
    public async Task Verify_WithAnotherKeyOfTheSameName_IsInvalid()
    {
        await _log.WriteAsync(3);
        using var other = LogFolder.NewKey(LogFolder.Origin);

        var report = LedgerVerification.Verify(_log.Path, other.VerifierKey, VerificationMode.Structure, null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationVerdict.Invalid, report.Verdict);
        Assert.Contains(report.Problems, problem => problem.Code == "checkpoint-invalid");
        Assert.Contains(report.Problems, problem => problem.Code == "key-file");
        Assert.Contains(report.Problems, problem => problem is { Code: "record-key", Index: 0 });
    }

    [Fact]
    public async Task Verify_Cancelled_Stops()
    {
        await _log.WriteAsync(3);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, null, cancelled.Token));
    }

    [Fact]
    public async Task Verify_ReportsProgressUpToTheLastRecord()
    {
        await _log.WriteAsync(300);
        var reports = new List<VerificationProgress>();

        LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Structure, new Progress(reports), TestContext.Current.CancellationToken);

        Assert.Equal(Verify(VerificationMode.Structure).Records, reports[^1].Records);
        Assert.Equal(reports.Select(report => report.Bytes).Order(), reports.Select(report => report.Bytes));
    }

    [Fact]
    public async Task VerifyRecord_Exported_HoldsOfflineAndFailsForAnotherEntry()
    {
        await _log.WriteAsync(5);
        using var reader = _log.Reader();
        var proof = reader.Prove(3);
        var text = Encoding.UTF8.GetBytes(proof.TlogProofText);

        var right = LedgerVerification.VerifyRecord(proof.Record.Entry, text, _log.Key.VerifierKey);
        var wrong = LedgerVerification.VerifyRecord(reader.Read(2).Entry, text, _log.Key.VerifierKey);

        Assert.True(right.IsValid, string.Join('\n', right.Steps));
        Assert.Equal(5, right.Steps.Count);
        Assert.Equal(["inclusion"], wrong.Steps.Where(step => !step.Passed).Select(step => step.Code));
    }

    [Fact]
    public async Task Fsck_TileAndBundleDamaged_ReportsAndRewritesOnlyWhenAsked()
    {
        await _log.WriteAsync(300);
        var tile = Path.Combine(_log.Path, "tile", "0", "000");
        var bundle = Path.Combine(_log.Path, "tile", "entries", "000");
        FlipBit(tile, 32 * 17);
        File.Delete(bundle);

        var report = LedgerFsck.Check(_log.Path, _log.Key.VerifierKey, false, null, TestContext.Current.CancellationToken);
        var stillThere = File.Exists(bundle);
        var repaired = LedgerFsck.Check(_log.Path, _log.Key.VerifierKey, true, null, TestContext.Current.CancellationToken);

        Assert.False(stillThere);
        Assert.Equal([("bundle-missing", 0L), ("tile-differs", 17L)], report.Problems.Select(problem => (problem.Code, problem.Index!.Value)));
        Assert.Equal(VerificationVerdict.Valid, repaired.Verdict);
        Assert.Contains(repaired.Notes, note => note.Code == "tiles-rewritten");
        Assert.Equal(VerificationVerdict.Valid, Verify(VerificationMode.Full).Verdict);
    }

    [Fact]
    public async Task Fsck_RecordDamaged_RewritesNothing()
    {
        await _log.WriteAsync(5);
        FlipBit(_log.FirstSegment, LogBytes.OffsetOf(_log, 2) + 40);
        FlipBit(Path.Combine(_log.Path, "tile", "0", "000.p", "6"), 5);

        var report = LedgerFsck.Check(_log.Path, _log.Key.VerifierKey, true, null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationVerdict.Invalid, report.Verdict);
        Assert.DoesNotContain(report.Notes, note => note.Code == "tiles-rewritten");
    }

    [Fact]
    public async Task Verify_RolledBackCheckpoint_IsValidForWhatItCoversAndStatesTheRest()
    {
        await using var writer = await _log.OpenAsync();
        var older = await File.ReadAllBytesAsync(_log.CheckpointPath, TestContext.Current.CancellationToken);
        await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_log.CheckpointPath, older, TestContext.Current.CancellationToken);

        var report = Verify(VerificationMode.Full);

        Assert.Equal(1, report.CheckpointSize);
        Assert.Equal("beyond-checkpoint", Assert.Single(report.Notes).Code);
    }

    internal static void FlipBit(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 1));
    }

    private VerificationReport Verify(VerificationMode mode) =>
        LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, mode, null, TestContext.Current.CancellationToken);

    private sealed class Progress(List<VerificationProgress> reports) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => reports.Add(value);
    }
}
