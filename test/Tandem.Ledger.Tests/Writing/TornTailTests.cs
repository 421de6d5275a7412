using System.Security.Cryptography;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Verification;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Writing;

public sealed class TornTailTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Open_LastFrameTornAtEveryByte_CutsItAndStatesItsHash()
    {
        IReadOnlyDictionary<string, byte[]> kept;
        // One record beyond the checkpoint, as after a crash.
        await using (var writer = await _log.OpenAsync())
        {
            await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
            kept = _log.Keep();
        }

        var start = (int)LogBytes.OffsetOf(_log, 1);
        var whole = kept[Path.GetRelativePath(_log.Path, _log.FirstSegment)];
        var end = start + 8 + LogBytes.LengthAt(whole, start);
        for (var cut = start + 1; cut < end; cut++)
        {
            _log.Restore(kept);
            var torn = (byte[])whole.Clone();
            Array.Clear(torn, cut, torn.Length - cut);
            await File.WriteAllBytesAsync(_log.FirstSegment, torn, TestContext.Current.CancellationToken);

            await using (await _log.OpenAsync())
            {
            }

            using var reader = _log.Reader();
            var tail = torn.AsSpan(start, cut - start);
            tail = tail[..(tail.LastIndexOfAnyExcept((byte)0) + 1)];
            var recovery = reader.Read(2).Root;
            Assert.Equal(3, reader.Count());
            Assert.Equal((RecordFormat.RecoveryKind, RecordFormat.TornTailOperation), (recovery.GetProperty("kind").GetString(), recovery.GetProperty("op").GetString()));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(tail)), recovery.GetProperty("sha256").GetString());
            Assert.Equal((1, start, tail.Length), (recovery.GetProperty("at").GetInt64(), recovery.GetProperty("offset").GetInt64(), recovery.GetProperty("bytes").GetInt64()));
            Assert.Empty(Directory.GetFiles(SegmentPath.Folder(_log.Path), "torn-*"));
            Assert.Equal(VerificationVerdict.Valid, LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken).Verdict);
        }
    }

    [Fact]
    public async Task Open_CompleteFramesBeyondTheCheckpoint_AreKept()
    {
        IReadOnlyDictionary<string, byte[]> kept;
        await using (var writer = await _log.OpenAsync())
        {
            for (var number = 0; number < 5; number++) await writer.AppendAsync(LogFolder.Draft($"{number}"), TestContext.Current.CancellationToken);
            kept = _log.Keep();
        }

        _log.Restore(kept);
        await using (await _log.OpenAsync())
        {
        }

        using var reader = _log.Reader();
        Assert.Equal(7, reader.Count());
        Assert.Equal(["0", "1", "2", "3", "4"], reader.ReadFrom(1).Take(5).Select(record => record.Root.GetProperty("app").GetString()));
        Assert.DoesNotContain(reader.ReadFrom(0), record => record.Kind == RecordFormat.RecoveryKind);
    }

    [Fact]
    public async Task Open_DamageFollowedByALaterCommit_IsRefused()
    {
        IReadOnlyDictionary<string, byte[]> kept;
        await using (var writer = await _log.OpenAsync())
        {
            for (var number = 0; number < 5; number++) await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
            kept = _log.Keep();
        }

        _log.Restore(kept);
        Flip(LogBytes.OffsetOf(_log, 3) + 20);

        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync());

        Assert.Equal(("corrupt", 3L), (refused.Code, refused.Index));
    }

    [Fact]
    public async Task Open_GarbageBehindAHole_IsCutAsAWhole()
    {
        await _log.WriteAsync(3);
        var end = LogBytes.OffsetOf(_log, 4);
        using (var file = new FileStream(_log.FirstSegment, FileMode.Open, FileAccess.Write))
        {
            file.Position = end + 700;
            file.Write([1, 2, 3, 0, 0, 9]);
        }

        await using (await _log.OpenAsync())
        {
        }

        using var reader = _log.Reader();
        Assert.Equal(706, reader.Read(5).Root.GetProperty("bytes").GetInt64());
        Assert.Equal(VerificationVerdict.Valid, LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken).Verdict);
    }

    private void Flip(long offset)
    {
        using var file = new FileStream(_log.FirstSegment, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 1));
    }
}
