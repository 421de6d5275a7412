using System.Security.Cryptography;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Writing;

public sealed class LedgerWriterTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Open_NewFolder_BeginsWithACertifiedRecordKeyAndACheckpoint()
    {
        await using var writer = await _log.OpenAsync();

        using var reader = _log.Reader();
        var first = reader.Read(0);
        Assert.Equal(1, reader.Count());
        Assert.True(first.CertifiesRecordKey);
        Assert.Equal(RecordFormat.FirstPrevious, first.Previous);
        Assert.Equal(_log.Key.VerifierKey.KeyId, first.SigningKeyId);
        Assert.Equal(1, reader.LatestCheckpoint()!.Checkpoint.Size);
        Assert.Equal(new LedgerHealth(LedgerState.Open, 1, 1, writer.Health.CheckpointTime, null), writer.Health);
    }

    [Fact]
    public async Task Open_RecordRightBehindIt_WaitsForTheNextIntervalsCheckpoint()
    {
        // Many at once, so that a publisher's loop often gets its turn only after the record is durable.
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (_, cancellation) =>
        {
            using var log = new LogFolder();
            await using var writer = await log.OpenAsync();
            for (var number = 0; number < 5; number++) await writer.AppendAsync(LogFolder.Draft(), cancellation);

            Assert.Equal((6, 1), (writer.Count, writer.Health.CheckpointSize));
        });
    }

    [Fact]
    public async Task Append_ThenProve_EveryStepHolds()
    {
        await using var writer = await _log.OpenAsync();
        var receipt = await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);

        using var reader = _log.Reader();
        var proof = reader.Prove(receipt.Index);
        var result = proof.Check(_log.Key.VerifierKey, null);

        Assert.Equal(["leaf-hash", "inclusion", "checkpoint-signature", "record-key", "record-signature", "chain"], result.Steps.Select(step => step.Code));
        Assert.True(result.IsValid, string.Join('\n', result.Steps));
        Assert.Equal(receipt.Time, proof.Record.Time);
        Assert.Equal("hello", proof.Record.Root.GetProperty("app").GetString());
        Assert.Equal("default", proof.Record.Root.GetProperty("tenant").GetString());
    }

    [Fact]
    public async Task Append_OverSeveralSegments_EachBeginsWithAKeyAndTheChainGoesOn()
    {
        const int Records = 400;
        await _log.WriteAsync(Records);

        using var reader = _log.Reader();
        var segments = SegmentPath.List(_log.Path);
        Assert.True(segments.Count >= 3);
        Assert.All(segments, segment => Assert.True(reader.Read(segment.FirstIndex).CertifiesRecordKey));
        var previous = RecordFormat.FirstPrevious;
        var apps = 0;
        foreach (var record in reader.ReadFrom(0))
        {
            Assert.Equal(previous, record.Previous);
            previous = Convert.ToHexStringLower(SHA256.HashData(record.Json.Span));
            if (record.Kind == "decision") Assert.Equal($"app-{apps++}", record.Root.GetProperty("app").GetString());
        }

        Assert.Equal(Records, apps);
        Assert.Equal(reader.Count(), reader.LatestCheckpoint()!.Checkpoint.Size);
        Assert.All(Enumerable.Range(0, (int)reader.Count()), index => Assert.True(reader.Prove(index).Check(_log.Key.VerifierKey, null).IsValid));
    }

    [Fact]
    public async Task Open_Again_GoesOnInTheSameSegmentWithANewKey()
    {
        await _log.WriteAsync(3);
        await _log.WriteAsync(3);

        using var reader = _log.Reader();
        Assert.Equal(8, reader.Count());
        Assert.Single(SegmentPath.List(_log.Path));
        Assert.Equal([0, 4], reader.ReadFrom(0).Where(record => record.CertifiesRecordKey).Select(record => record.Index));
        Assert.NotEqual(reader.Read(1).SigningKeyId, reader.Read(5).SigningKeyId);
        Assert.All(Enumerable.Range(0, 8), index => Assert.True(reader.Prove(index).Check(_log.Key.VerifierKey, null).IsValid));
    }

    [Fact]
    public async Task Open_WhileAnotherWriterHoldsTheLock_IsRefused()
    {
        await using var writer = await _log.OpenAsync();

        var refused = await Assert.ThrowsAsync<LedgerOpenException>(() => _log.OpenAsync());

        Assert.Equal("locked", refused.Code);
    }

    [Fact]
    public async Task Append_From64Callers_GivesEachAPlaceOfItsOwn()
    {
        const int Callers = 64;
        const int Each = 20;
        await using var writer = await _log.OpenAsync(options => options with { SegmentSizeBytes = 4 * 1024 * 1024 });

        var indexes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var own = new List<long>();
            for (var number = 0; number < Each; number++)
                own.Add((await writer.AppendAsync(LogFolder.Draft($"{caller}/{number}"), TestContext.Current.CancellationToken)).Index);
            return own;
        })));

        Assert.Equal(Callers * Each, indexes.SelectMany(own => own).Distinct().Count());
        Assert.All(indexes, own => Assert.Equal(own.Order(), own));
        using var reader = _log.Reader();
        foreach (var (own, caller) in indexes.Select((own, caller) => (own, caller)))
            Assert.All(own.Select((index, number) => (index, number)), place => Assert.Equal($"{caller}/{place.number}", reader.Read(place.index).Root.GetProperty("app").GetString()));
    }

    [Fact]
    public async Task Append_WhileAFlushRuns_TheNextFlushTakesAllThatArrived()
    {
        const int Callers = 64;
        using var answer = new ManualResetEventSlim(true);
        var flushes = 0;
        var files = new FaultyFiles(0, false)
        {
            BeforeDataSync = () => answer.Wait(TestContext.Current.CancellationToken),
            FailsWhen = (call, path) =>
            {
                if (call == "fdatasync" && path.EndsWith(".seg", StringComparison.Ordinal)) Interlocked.Increment(ref flushes);
                return false;
            },
        };
        await using var writer = await _log.OpenAsync(options => options with { Files = files, SegmentSizeBytes = 1024 * 1024 });
        answer.Reset();
        flushes = 0;
        var first = writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
        // The flush of the first record is held up only once it has begun; until then others could join it.
        while (files.Waiting == 0) await Task.Yield();
        var others = Enumerable.Range(0, Callers).Select(_ => writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken)).ToArray();
        Assert.False(first.IsCompleted);
        answer.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, flushes);
    }

    [Fact]
    public async Task Append_TooLarge_IsRefusedAndLeavesNoGap()
    {
        await using var writer = await _log.OpenAsync();

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(
            () => writer.AppendAsync(LogFolder.Draft(new string('x', RecordFormat.MaximumEntryBytes)), TestContext.Current.CancellationToken));
        var next = await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);

        Assert.Equal(LedgerFault.TooLarge, refused.Fault);
        Assert.Equal(1, next.Index);
    }

    [Fact]
    public async Task Append_DraftThatWouldCertifyAKey_IsRefused()
    {
        await using var writer = await _log.OpenAsync();
        var draft = new RecordDraft(RecordFormat.KeyKind).Set("op", RecordFormat.RecordKeyOperation).Set("vkey", _log.Key.VerifierKey.ToString());

        await Assert.ThrowsAsync<ArgumentException>(() => writer.AppendAsync(draft, TestContext.Current.CancellationToken));
        await writer.AppendAsync(new RecordDraft(RecordFormat.KeyKind).Set("op", "caller-created"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Append_TextThatIsNoUnicode_IsRecordedWithTheReplacementCharacter()
    {
        await using var writer = await _log.OpenAsync();
        var receipt = await writer.AppendAsync(LogFolder.Draft("a\ud800b"), TestContext.Current.CancellationToken);

        using var reader = _log.Reader();
        Assert.Equal("a\ufffdb", reader.Read(receipt.Index).Root.GetProperty("app").GetString());
    }

    [Fact]
    public async Task Append_AfterClose_IsRefused()
    {
        var writer = await _log.OpenAsync();
        await writer.DisposeAsync();

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken));
        var noCheckpoint = await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.PublishCheckpointAsync(TestContext.Current.CancellationToken));

        Assert.Equal(LedgerFault.Closed, refused.Fault);
        Assert.Equal(LedgerFault.Closed, noCheckpoint.Fault);
        Assert.Equal(LedgerState.Closed, writer.Health.State);
    }
}
