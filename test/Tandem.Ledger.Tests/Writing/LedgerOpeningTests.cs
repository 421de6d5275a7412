using System.Buffers.Binary;
using System.Text;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Writing;

/// <summary>A log that may have lost or changed something is not opened, and nothing is changed.</summary>
public sealed class LedgerOpeningTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task CheckpointWithoutSegments_IsRefused()
    {
        await _log.WriteAsync(3);
        Directory.Delete(SegmentPath.Folder(_log.Path), recursive: true);

        await AssertRefused("segments-missing", 0);
    }

    [Fact]
    public async Task TilesWithoutSegmentsAndCheckpoint_IsRefused()
    {
        await _log.WriteAsync(3);
        Directory.Delete(SegmentPath.Folder(_log.Path), recursive: true);
        File.Delete(_log.CheckpointPath);

        await AssertRefused("segments-missing", 0);
    }

    [Fact]
    public async Task CheckpointLargerThanTheRecords_IsRefusedAtTheFirstLostRecord()
    {
        await _log.WriteAsync(5);
        var bytes = await File.ReadAllBytesAsync(_log.FirstSegment, TestContext.Current.CancellationToken);
        var from = (int)LogBytes.OffsetOf(_log, 4);
        bytes.AsSpan(from).Clear();
        await File.WriteAllBytesAsync(_log.FirstSegment, bytes, TestContext.Current.CancellationToken);

        await AssertRefused("checkpoint-ahead", 4);
    }

    [Fact]
    public async Task CorruptionBeforeTheCheckpoint_IsRefusedAtItsRecord()
    {
        await _log.WriteAsync(5);
        Write(_log.FirstSegment, LogBytes.OffsetOf(_log, 2) + 30, [0xFF]);

        await AssertRefused("corrupt", 2);
    }

    [Fact]
    public async Task CorruptionBeforeTheCheckpoint_WithARightChecksum_IsRefusedAtItsRecord()
    {
        await _log.WriteAsync(5);
        LogBytes.ChangeEntry(_log.FirstSegment, LogBytes.OffsetOf(_log, 5), entry => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry).Replace("app-4", "app-9", StringComparison.Ordinal)));

        await AssertRefused("corrupt", 5);
    }

    [Fact]
    public async Task MissingCheckpoint_IsRefused()
    {
        await _log.WriteAsync(3);
        File.Delete(_log.CheckpointPath);

        await AssertRefused("checkpoint-missing", null);
    }

    [Fact]
    public async Task ChangedCheckpoint_IsRefused()
    {
        await _log.WriteAsync(3);
        var text = await File.ReadAllTextAsync(_log.CheckpointPath, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_log.CheckpointPath, text.Replace("\n4\n", "\n3\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await AssertRefused("checkpoint-invalid", null);
    }

    [Fact]
    public async Task WrongOrigin_IsRefused()
    {
        await _log.WriteAsync(3);
        using var other = LogFolder.NewKey("gw2.example/ledger");

        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync(options => options with { Origin = "gw2.example/ledger", LogSigner = other }));

        Assert.Equal("wrong-origin", refused.Code);
    }

    [Fact]
    public async Task OtherLogKey_IsRefused()
    {
        await _log.WriteAsync(3);
        using var other = LogFolder.NewKey(LogFolder.Origin);

        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync(options => options with { LogSigner = other }));

        Assert.Equal("wrong-key", refused.Code);
    }

    [Fact]
    public async Task OtherWriter_IsRefused()
    {
        await _log.WriteAsync(3);

        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync(options => options with { Writer = "gw2" }));

        Assert.Equal("wrong-writer", refused.Code);
    }

    [Fact]
    public async Task NewerFormatVersion_IsRefused()
    {
        await _log.WriteAsync(3);
        var version = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(version, SegmentHeader.CurrentVersion + 1);
        Write(_log.FirstSegment, 8, version);

        var refused = await AssertRefused("newer-format", 0);
        Assert.Contains("has format version 2, this program reads version 1; ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingSegment_IsRefusedAtItsFirstRecord()
    {
        await _log.WriteAsync(400);
        var segments = SegmentPath.List(_log.Path);
        File.Delete(segments[1].Path);

        await AssertRefused("segment-gap", segments[1].FirstIndex);
    }

    [Fact]
    public async Task MissingKeyFile_IsRefused()
    {
        await _log.WriteAsync(3);
        File.Delete(Path.Combine(_log.Path, "log.vkey"));

        await AssertRefused("key-file-missing", null);
    }

    [Fact]
    public async Task DamagedTile_IsRefusedUntilFsckHasWrittenItAgain()
    {
        await _log.WriteAsync(3);
        Write(Path.Combine(_log.Path, TilePath.OfTile(0, 0, 4)), 33, [0, 0]);

        await AssertRefused("tiles-differ", null);
        Tandem.Ledger.Verification.LedgerFsck.Check(_log.Path, _log.Key.VerifierKey, true, null, TestContext.Current.CancellationToken);
        await _log.WriteAsync(1);

        using var reader = _log.Reader();
        Assert.Equal(6, reader.Count());
    }

    [Fact]
    public async Task UnusedSparesAndTemporaryFiles_AreNotInTheWay()
    {
        await _log.WriteAsync(3);
        await File.WriteAllBytesAsync(Path.Combine(SegmentPath.Folder(_log.Path), "spare-7"), new byte[100], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_log.CheckpointPath + ".tmp", new byte[100], TestContext.Current.CancellationToken);

        await _log.WriteAsync(3);

        using var reader = _log.Reader();
        Assert.Equal(8, reader.Count());
        Assert.DoesNotContain(Directory.GetFiles(SegmentPath.Folder(_log.Path)), path => Path.GetFileName(path).StartsWith("spare", StringComparison.Ordinal));
    }

    private static void Write(string path, long offset, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = offset;
        file.Write(bytes);
    }

    private async Task<LedgerOpenException> AssertRefused(string code, long? index)
    {
        var before = Snapshot();
        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync());
        Assert.Equal((code, index), (refused.Code, refused.Index));
        Assert.Contains("; ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
        return refused;
    }

    private Dictionary<string, string> Snapshot() =>
        Directory.GetFiles(_log.Path, "*", SearchOption.AllDirectories).ToDictionary(path => path, path => Convert.ToBase64String(File.ReadAllBytes(path)));
}
