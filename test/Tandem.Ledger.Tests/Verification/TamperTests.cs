using System.Text;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tests.Writing;
using Tandem.Ledger.Verification;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Verification;

/// <summary>Whatever is changed in the files of a closed log is found, at the right record.</summary>
public sealed class TamperTests : IDisposable
{
    private const int Records = 10; // the key record and nine decisions
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task OneBit_InEveryByteOfTheRecords_IsFoundAtItsRecord()
    {
        await WriteAsync();
        var original = await File.ReadAllBytesAsync(_log.FirstSegment, TestContext.Current.CancellationToken);
        for (var index = 0; index < Records; index++)
        {
            var start = LogBytes.OffsetOf(_log, index);
            var end = LogBytes.OffsetOf(_log, index + 1);
            for (var offset = start; offset < end; offset++)
            {
                var changed = (byte[])original.Clone();
                changed[offset] ^= (byte)(1 << (int)(offset % 8));
                await File.WriteAllBytesAsync(_log.FirstSegment, changed, TestContext.Current.CancellationToken);

                var report = Verify(VerificationMode.Structure);

                Assert.Equal(VerificationVerdict.Invalid, report.Verdict);
                Assert.Equal(("frame-damaged", (long)index), (report.Problems[0].Code, report.Problems[0].Index));
                Assert.Single(report.Problems);
            }

            await File.WriteAllBytesAsync(_log.FirstSegment, original, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("checkpoint", "checkpoint-invalid")]
    [InlineData("log.vkey", "key-file")]
    [InlineData("tile/0/000.p/10", "tile-differs")]
    [InlineData("tile/entries/000.p/10", "bundle-differs bundle-missing")]
    public async Task OneBit_InEveryByteOfADerivedFile_IsFound(string file, string codes)
    {
        await WriteAsync();
        var path = Path.Combine(_log.Path, file);
        var original = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        for (var offset = 0; offset < original.Length; offset++)
        {
            var changed = (byte[])original.Clone();
            changed[offset] ^= (byte)(1 << (offset % 8));
            await File.WriteAllBytesAsync(path, changed, TestContext.Current.CancellationToken);

            var report = Verify(VerificationMode.Structure);

            Assert.True(report.Verdict == VerificationVerdict.Invalid, $"byte {offset} of {file}");
            Assert.Contains(report.Problems[0].Code, codes.Split(' '));
            if (file == "tile/0/000.p/10") Assert.Equal(offset / 32, report.Problems[0].Index);
        }
    }

    [Fact]
    public async Task OneBit_InTheHeader_IsFound()
    {
        await WriteAsync();
        for (var offset = 0; offset < SegmentHeader.Bytes; offset += 7)
        {
            LedgerVerificationTests.FlipBit(_log.FirstSegment, offset);

            var report = Verify(VerificationMode.Structure);

            Assert.True(report.Verdict != VerificationVerdict.Valid, $"byte {offset}");
            Assert.Contains(report.Problems[0].Code, new[] { "segment-header", "newer-format" });
            LedgerVerificationTests.FlipBit(_log.FirstSegment, offset);
        }
    }

    [Theory]
    [InlineData("\"app\":\"app-3\"", "\"app\":\"app-9\"")]
    [InlineData("\"cost\":-1", "\"cost\":-2")]
    [InlineData("\"t\":\"2", "\"t\":\"3")]
    public async Task MemberChanged_WithARightChecksum_IsFoundAtItsRecord(string from, string to)
    {
        await WriteAsync();
        Change(4, text => text.Replace(from, to, StringComparison.Ordinal));

        AssertFinds(VerificationMode.Structure, "record-differs", 4);
        AssertFinds(VerificationMode.Structure, "chain", 5);
        AssertFinds(VerificationMode.Full, "signature", 4);
    }

    [Fact]
    public async Task SignatureChanged_WithARightChecksum_IsFoundAtItsRecord()
    {
        await WriteAsync();
        // Within the base 64 of the signature, behind the key id.
        Change(4, text => text[..^40] + (text[^40] == 'A' ? 'B' : 'A') + text[^39..]);

        AssertFinds(VerificationMode.Structure, "record-differs", 4);
        AssertFinds(VerificationMode.Full, "signature", 4);
    }

    [Fact]
    public async Task CanonicalFormChanged_OfEqualMeaning_IsFoundAtItsRecord()
    {
        await WriteAsync();
        Change(4, text => text.Replace("\"cost\":-1,\"kind\":\"decision\"", "\"kind\":\"decision\",\"cost\":-1", StringComparison.Ordinal));

        AssertFinds(VerificationMode.Structure, "record-differs", 4);
        AssertFinds(VerificationMode.Full, "signature", 4);
        Assert.Contains(Verify(VerificationMode.Full).Notes, note => note is { Code: "not-canonical", Index: 4 });
    }

    [Fact]
    public async Task KeyRecordChanged_IsFound()
    {
        await WriteAsync();
        using var other = LogFolder.NewKey(LogFolder.Origin);
        Change(0, text =>
        {
            var start = text.IndexOf("\"vkey\":\"", StringComparison.Ordinal) + 8;
            var key = other.VerifierKey.ToString();
            return text[..start] + key + text[(start + key.Length)..];
        });

        AssertFinds(VerificationMode.Structure, "record-key", 0);
        AssertFinds(VerificationMode.Full, "signature", 1);
    }

    [Fact]
    public async Task TwoSwapped_IsFoundAtBoth()
    {
        await WriteAsync();
        Rearrange(frames => (frames[3], frames[6]) = (frames[6], frames[3]));

        AssertFinds(VerificationMode.Structure, "sequence", 3);
        AssertFinds(VerificationMode.Structure, "sequence", 6);
        AssertFinds(VerificationMode.Structure, "record-differs", 3);
    }

    [Fact]
    public async Task OneDuplicated_IsFoundBehindIt()
    {
        await WriteAsync();
        Rearrange(frames => frames.Insert(4, frames[3]));

        AssertFinds(VerificationMode.Structure, "sequence", 4);
        AssertFinds(VerificationMode.Structure, "record-differs", 4);
    }

    [Fact]
    public async Task OneDeletedInTheMiddle_IsFoundAtItsPlace()
    {
        await WriteAsync();
        Rearrange(frames => frames.RemoveAt(4));

        AssertFinds(VerificationMode.Structure, "sequence", 4);
        AssertFinds(VerificationMode.Structure, "chain", 4);
        AssertFinds(VerificationMode.Structure, "records-missing", 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task NewestDeleted_IsFoundByTheCheckpoint(int deleted)
    {
        await WriteAsync();
        Rearrange(frames => frames.RemoveRange(Records - deleted, deleted));

        AssertFinds(VerificationMode.Structure, "records-missing", Records - deleted);
    }

    [Fact]
    public async Task FileCutInsideARecord_IsFoundAtIt()
    {
        await WriteAsync();
        using (var file = new FileStream(_log.FirstSegment, FileMode.Open, FileAccess.Write)) file.SetLength(LogBytes.OffsetOf(_log, 7) + 30);

        AssertFinds(VerificationMode.Structure, "frame-damaged", 7);
    }

    [Fact]
    public async Task NumberReused_WithARightChecksum_IsFound()
    {
        await WriteAsync();
        Change(4, text => text.Replace(",\"n\":4,", ",\"n\":3,", StringComparison.Ordinal));

        AssertFinds(VerificationMode.Structure, "sequence", 4);
        AssertFinds(VerificationMode.Full, "signature", 4);
    }

    [Fact]
    public async Task SegmentRemoved_IsFoundAtItsFirstRecord()
    {
        await _log.WriteAsync(400);
        var segments = SegmentPath.List(_log.Path);
        File.Delete(segments[1].Path);

        var report = Verify(VerificationMode.Structure);

        Assert.Contains(report.Problems, problem => problem.Code == "segment-gap" && problem.Index == segments[1].FirstIndex);
    }

    [Fact]
    public async Task OneBit_InTheFooter_IsFound()
    {
        await _log.WriteAsync(400);
        var length = new FileInfo(_log.FirstSegment).Length;
        for (var offset = length - SegmentFooter.Bytes; offset < length; offset++)
        {
            LedgerVerificationTests.FlipBit(_log.FirstSegment, offset);
            Assert.True(Verify(VerificationMode.Structure).Verdict == VerificationVerdict.Invalid, $"byte {offset}");
            LedgerVerificationTests.FlipBit(_log.FirstSegment, offset);
        }

        Assert.Equal(VerificationVerdict.Valid, Verify(VerificationMode.Structure).Verdict);
    }

    [Fact]
    public async Task WholeFolderOfAnotherLog_IsFound()
    {
        await WriteAsync();
        using var other = new LogFolder();
        await other.WriteAsync(Records - 1);

        var report = LedgerVerification.Verify(other.Path, _log.Key.VerifierKey, VerificationMode.Structure, null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationVerdict.Invalid, report.Verdict);
        Assert.Contains(report.Problems, problem => problem.Code == "checkpoint-invalid");
    }

    [Fact]
    public async Task AcknowledgedRecordBeyondTheCheckpoint_Damaged_IsInvalidWhenALaterCommitFollows()
    {
        IReadOnlyDictionary<string, byte[]> kept;
        await using (var writer = await _log.OpenAsync())
        {
            for (var number = 0; number < 3; number++) await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
            kept = _log.Keep();
        }

        _log.Restore(kept);
        LedgerVerificationTests.FlipBit(_log.FirstSegment, LogBytes.OffsetOf(_log, 2) + 50);
        AssertFinds(VerificationMode.Structure, "frame-damaged", 2);

        // The same behind which nothing was committed cannot be told from a write that did not get through.
        LedgerVerificationTests.FlipBit(_log.FirstSegment, LogBytes.OffsetOf(_log, 2) + 50);
        LedgerVerificationTests.FlipBit(_log.FirstSegment, LogBytes.OffsetOf(_log, 3) + 50);
        var report = Verify(VerificationMode.Structure);
        Assert.Equal(VerificationVerdict.Incomplete, report.Verdict);
        Assert.Equal(("torn-tail", 3L), (report.Problems[0].Code, report.Problems[0].Index));
    }

    [Fact]
    public async Task RetiredRecordKey_SignsARecordAfterANewerKeyRecord_IsFoundAtIt()
    {
        // The writer's own record key of the first opening, stolen from its memory, is stood in for by one that the log key certified the same way.
        using var retired = LogFolder.NewKey(LogFolder.Origin);
        await WriteAsync();
        await _log.WriteAsync(3); // record 10 certifies the key of 11 to 13
        CertifyFirst(retired);
        AssertFinds(VerificationMode.Full, "signature", 1);

        // Up to the newer key record the retired key is the right one; behind it, it is not.
        for (var index = 1; index < Records; index++) SignAgain(index, retired);
        Assert.DoesNotContain(Verify(VerificationMode.Full).Problems, problem => problem.Code == "signature");
        SignAgain(Records + 1, retired);

        Assert.Equal([Records + 1L], Verify(VerificationMode.Full).Problems.Where(problem => problem.Code == "signature").Select(problem => problem.Index!.Value));
    }

    [Fact]
    public async Task RolledBack_SegmentsAloneWithTheNewCheckpointKept_IsFoundAtTheFirstLostRecord()
    {
        var yesterday = await RollBackAsync(file => file.StartsWith("segments", StringComparison.Ordinal));

        AssertFinds(VerificationMode.Structure, "records-missing", yesterday);
        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync());
        Assert.Equal(("checkpoint-ahead", yesterday), (refused.Code, refused.Index));
    }

    [Fact]
    public async Task RolledBack_SegmentsAndCheckpointWithTheTilesKept_IsFoundByTheTiles()
    {
        var yesterday = await RollBackAsync(file => !file.StartsWith("tile", StringComparison.Ordinal));

        AssertFinds(VerificationMode.Structure, "tile-ahead", yesterday);
        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync());
        Assert.Equal(("tile-ahead", yesterday), (refused.Code, refused.Index));
    }

    [Fact]
    public async Task RolledBack_CheckpointAlone_LosesNothingAndTheRestIsStated()
    {
        var yesterday = await RollBackAsync(file => file == "checkpoint");

        var report = Verify(VerificationMode.Full);

        Assert.Equal((VerificationVerdict.Valid, yesterday), (report.Verdict, report.CheckpointSize));
        Assert.Equal(("beyond-checkpoint", yesterday), (Assert.Single(report.Notes).Code, report.Notes[0].Index));
        await _log.WriteAsync(1);
        Assert.Equal(VerificationVerdict.Valid, Verify(VerificationMode.Full).Verdict);
    }

    [Fact]
    public async Task RolledBack_TheWholeFolder_CannotBeSeenFromWithinButBySomebodyWhoKeptTheNewerCheckpoint()
    {
        IReadOnlyDictionary<string, byte[]> newer = new Dictionary<string, byte[]>();
        var yesterday = await RollBackAsync(_ => true, files => newer = files);
        Assert.Equal((VerificationVerdict.Valid, yesterday), (Verify(VerificationMode.Full).Verdict, Verify(VerificationMode.Full).CheckpointSize));

        _log.Restore(newer, file => file == "checkpoint");

        AssertFinds(VerificationMode.Structure, "records-missing", yesterday);
    }

    [Fact]
    public async Task NewerFormatVersion_IsIncompleteAndSaysWhichVersionItReads()
    {
        await WriteAsync();
        using (var file = new FileStream(_log.FirstSegment, FileMode.Open, FileAccess.Write))
        {
            file.Position = 8;
            file.WriteByte(2);
        }

        var report = Verify(VerificationMode.Full);

        Assert.Equal(VerificationVerdict.Incomplete, report.Verdict);
        var problem = Assert.Single(report.Problems);
        Assert.Equal(("newer-format", "segments/0000000000000000.seg"), (problem.Code, problem.File));
        Assert.Contains("has format version 2, this program reads version 1; ", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes, keeps, writes on, and puts some of the files back.</summary>
    /// <returns>Records at the time of the copy.</returns>
    private async Task<long> RollBackAsync(Func<string, bool> files, Action<IReadOnlyDictionary<string, byte[]>>? before = null)
    {
        await WriteAsync();
        var kept = _log.Keep();
        await _log.WriteAsync(5);
        before?.Invoke(_log.Keep());
        _log.Restore(kept, files);
        return Records;
    }

    private void CertifyFirst(NoteSigner key)
    {
        Change(0, text =>
        {
            var start = text.IndexOf("\"vkey\":\"", StringComparison.Ordinal) + 8;
            var vkey = key.VerifierKey.ToString();
            return text[..start] + vkey + text[(start + vkey.Length)..];
        });
        SignAgain(0, _log.Key);
    }

    /// <summary>Gives a record another signature over its unchanged line.</summary>
    private void SignAgain(long index, NoteSigner signer) => Change(index, text =>
        Encoding.UTF8.GetString(SignedNote.Create(Encoding.UTF8.GetBytes(text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)]), signer)));

    private Task WriteAsync() => _log.WriteAsync(Records - 1);

    private void Change(long index, Func<string, string> change)
    {
        var offset = LogBytes.OffsetOf(_log, index);
        LogBytes.ChangeEntry(_log.FirstSegment, offset, entry =>
        {
            var changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(entry)));
            Assert.False(changed.AsSpan().SequenceEqual(entry));
            return changed;
        });
    }

    private void Rearrange(Action<List<byte[]>> change)
    {
        var bytes = File.ReadAllBytes(_log.FirstSegment);
        var frames = new List<byte[]>();
        var offset = SegmentHeader.Bytes;
        for (var index = 0; index < Records; index++)
        {
            var size = SegmentFrame.HeaderBytes + LogBytes.LengthAt(bytes, offset);
            frames.Add(bytes[offset..(offset + size)]);
            offset += size;
        }

        change(frames);
        Array.Clear(bytes, SegmentHeader.Bytes, bytes.Length - SegmentHeader.Bytes);
        offset = SegmentHeader.Bytes;
        foreach (var frame in frames)
        {
            frame.CopyTo(bytes, offset);
            offset += frame.Length;
        }

        File.WriteAllBytes(_log.FirstSegment, bytes);
    }

    private void AssertFinds(VerificationMode mode, string code, long index)
    {
        var report = Verify(mode);
        Assert.Equal(VerificationVerdict.Invalid, report.Verdict);
        Assert.Contains(report.Problems, problem => problem.Code == code && problem.Index == index);
        Assert.True(report.Problems[0].Index <= index, $"something is reported first at {report.Problems[0].Index}");
    }

    private VerificationReport Verify(VerificationMode mode) =>
        LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, mode, null, TestContext.Current.CancellationToken);
}
