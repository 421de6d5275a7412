using Tandem.Ledger.Records;
using Tandem.Ledger.Tests.Writing;

namespace Tandem.Ledger.Tests.Reading;

public sealed class LedgerReaderTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void EmptyFolder_ReadsAsAnEmptyLog()
    {
        using var reader = _log.Reader();

        Assert.Equal(0, reader.Count());
        Assert.Null(reader.LatestCheckpoint());
        Assert.Empty(reader.ReadFrom(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Prove(0));
    }

    [Fact]
    public async Task BesideAWriter_SeesOnlyWholeRecordsInOrder()
    {
        const int Records = 600;
        using var reader = _log.Reader();
        using var ended = new CancellationTokenSource();
        var reading = Task.Run(() => ReadAlong(reader, ended.Token), TestContext.Current.CancellationToken);
        await using (var writer = await _log.OpenAsync(options => options with { CheckpointInterval = TimeSpan.FromMilliseconds(5) }))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
            {
                for (var number = 0; number < Records / 4; number++)
                    await writer.AppendAsync(LogFolder.Draft($"{caller}/{number}"), TestContext.Current.CancellationToken);
            })));
        }

        await ended.CancelAsync();
        var seen = await reading;

        Assert.Equal(Records, reader.ReadFrom(0).Count(record => record.Kind == "decision"));
        Assert.True(seen <= reader.Count());
    }

    [Fact]
    public async Task Prove_RecordBeyondTheCheckpoint_SaysSo()
    {
        await using var writer = await _log.OpenAsync();
        var receipt = await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);

        using var reader = _log.Reader();
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => reader.Prove(receipt.Index));

        Assert.Contains("the latest checkpoint covers 1 records", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LatestCheckpoint_NotSignedByTheKey_IsRefused()
    {
        await _log.WriteAsync(1);
        using var other = LogFolder.NewKey(LogFolder.Origin);
        using var reader = Tandem.Ledger.Reading.LedgerReader.Open(_log.Path, other.VerifierKey);

        Assert.Throws<InvalidDataException>(() => reader.LatestCheckpoint());
    }

    [Fact]
    public async Task Read_FrameTakenBackByACrashAndWrittenAgain_SeesThePresentOne()
    {
        await _log.WriteAsync(3);
        using var reader = _log.Reader();
        Assert.Equal("app-2", reader.Read(3).Root.GetProperty("app").GetString());
        var bytes = await File.ReadAllBytesAsync(_log.FirstSegment, TestContext.Current.CancellationToken);
        var before = bytes[..(int)LogBytes.OffsetOf(_log, 2)];
        var third = bytes[(int)LogBytes.OffsetOf(_log, 3)..(int)LogBytes.OffsetOf(_log, 4)];
        await File.WriteAllBytesAsync(_log.FirstSegment, [.. before, .. third, .. new byte[1000]], TestContext.Current.CancellationToken);

        // What stands at index 2 now was written for another place: it is not returned as record 2.
        Assert.Throws<InvalidDataException>(() => reader.Read(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(3));
    }

    [Fact]
    public async Task SigningKeyAt_EachIndex_IsTheKeyThatSigned()
    {
        await _log.WriteAsync(2);
        await _log.WriteAsync(2);

        using var reader = _log.Reader();
        foreach (var record in reader.ReadFrom(0))
        {
            Assert.Equal(record.SigningKeyId, reader.SigningKeyAt(record.Index)!.KeyId);
            Assert.True(record.Index is >= 3 ? reader.KeyRecordAt(record.Index)!.Index == 3 : reader.KeyRecordAt(record.Index)!.Index == 0);
        }
    }

    private static long ReadAlong(Tandem.Ledger.Reading.LedgerReader reader, CancellationToken ended)
    {
        long next = 0;
        var previous = RecordFormat.FirstPrevious;
        while (!ended.IsCancellationRequested)
        {
            foreach (var record in reader.ReadFrom(next))
            {
                Assert.Equal((next, previous), (record.Index, record.Previous));
                previous = Convert.ToHexStringLower(record.LineHash());
                next++;
            }

            if (reader.LatestCheckpoint() is not { } checkpoint || checkpoint.Checkpoint.Size > next) continue;
            Assert.True(reader.Prove(checkpoint.Checkpoint.Size - 1).Check(reader.LogKey, null).IsValid);
        }

        return next;
    }
}
