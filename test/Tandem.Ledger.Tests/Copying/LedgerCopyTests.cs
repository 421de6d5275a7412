using Tandem.Ledger.Copying;
using Tandem.Ledger.Tests.Writing;
using Tandem.Ledger.Verification;

namespace Tandem.Ledger.Tests.Copying;

/// <summary>A copy taken while the writer appends verifies by itself, and a writer goes on with it.</summary>
public sealed class LedgerCopyTests : IDisposable
{
    private readonly LogFolder _log = new();
    private readonly string _copy = Directory.CreateTempSubdirectory("tandem-copy-").FullName;

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_copy, recursive: true);
    }

    [Fact]
    public async Task Copy_BesideAWriter_VerifiesAndCanBeContinued()
    {
        await using var writer = await _log.OpenAsync(options => options with { CheckpointInterval = TimeSpan.FromMilliseconds(5) });
        using var ended = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            for (var number = 0; !ended.IsCancellationRequested; number++)
                await writer.AppendAsync(LogFolder.Draft($"app-{number}"), CancellationToken.None);
        }, TestContext.Current.CancellationToken);
        var copied = 0L;
        for (var records = 1; records <= 900; records += 130)
        {
            // Tiles fill up and segments are rolled while it is copied: each size falls somewhere else.
            while (writer.Count < records) await Task.Yield();
            copied = Copy(records: null);
            var report = Verify();
            Assert.Equal([], report.Problems);
            Assert.Equal(VerificationVerdict.Valid, report.Verdict);
            Assert.True(report.Records >= report.CheckpointSize);
        }

        await ended.CancelAsync();
        await appending;
        await using (var again = await _log.OpenAsync(options => options with { Folder = _copy }))
            await again.AppendAsync(LogFolder.Draft("after"), TestContext.Current.CancellationToken);
        var continued = Verify();
        Assert.Equal([], continued.Problems);
        Assert.True(continued.Records > copied);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(700)]
    public async Task Copy_UpToARecord_EndsThereAndCanBeContinued(int beyond)
    {
        await _log.WriteAsync(300);
        var begun = LedgerCopy.Begin(_log.Path, _log.Key.VerifierKey)!;
        var size = begun.Checkpoint.Checkpoint.Size;
        await _log.WriteAsync(900);

        Write(begun.Files(size + beyond, TestContext.Current.CancellationToken));

        var report = Verify();
        Assert.Equal([], report.Problems);
        Assert.Equal((size + beyond, size), (report.Records, report.CheckpointSize));
        await using (var again = await _log.OpenAsync(options => options with { Folder = _copy }))
            await again.AppendAsync(LogFolder.Draft("after"), TestContext.Current.CancellationToken);
        Assert.Equal([], Verify().Problems);
    }

    [Fact]
    public async Task Files_FewerThanTheCheckpointCovers_IsRefused()
    {
        await _log.WriteAsync(5);
        var begun = LedgerCopy.Begin(_log.Path, _log.Key.VerifierKey)!;

        Assert.Throws<ArgumentOutOfRangeException>(() => begun.Files(3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Files_OfALogThatIsDamagedUnderItsCheckpoint_AreRefused()
    {
        await _log.WriteAsync(5);
        var bytes = await File.ReadAllBytesAsync(_log.FirstSegment, TestContext.Current.CancellationToken);
        bytes[4200] ^= 1;
        await File.WriteAllBytesAsync(_log.FirstSegment, bytes, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<InvalidDataException>(() => LedgerCopy.Begin(_log.Path, _log.Key.VerifierKey)!.Files(null, TestContext.Current.CancellationToken));

        Assert.Contains("verify the log", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_OfAnEmptyFolder_IsNothing() => Assert.Null(LedgerCopy.Begin(_log.Path, _log.Key.VerifierKey));

    private long Copy(long? records)
    {
        var begun = LedgerCopy.Begin(_log.Path, _log.Key.VerifierKey)!;
        Write(begun.Files(records, TestContext.Current.CancellationToken));
        return begun.Checkpoint.Checkpoint.Size;
    }

    private void Write(IEnumerable<LedgerCopyFile> files)
    {
        Directory.Delete(_copy, recursive: true);
        foreach (var file in files)
        {
            var path = Path.Combine(_copy, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var content = new byte[file.Length];
            using var stream = file.Open();
            stream.ReadExactly(content);
            File.WriteAllBytes(path, content);
        }
    }

    private VerificationReport Verify() => LedgerVerification.Verify(_copy, _log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken);
}
