using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Ledger.Verification;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>
/// Holds every change in the database against the log, and every record of the log against the database: so a changed, a deleted and an added row are
/// found. The log itself is verified with its public key, so that it cannot have been made to fit.
/// </summary>
/// <remarks>Both are read once, side by side in the order of the log, a piece at a time: it takes the same memory for ten changes and for ten million.</remarks>
internal sealed class HistoryComparison(TandemDbContext db, string ledgerFolder, string verifierKeyFile, TimeProvider time)
{
    internal const int ProblemsKept = 100;

    private const int Piece = 500;

    private readonly HistoryProblems _problems = new();
    private readonly List<(long Number, long Index)> _alone = []; // records of changes that no row names
    private long _changes;
    private long _records;

    /// <summary>Compares; changes nothing.</summary>
    /// <param name="mode">How much of the log is verified: its structure finds any change made after a checkpoint was signed.</param>
    /// <param name="pace">How much of a processor it may take; null for as much as it can.</param>
    /// <param name="progress">Told the part that is done, 0 to 1; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task<HistoryFindings> RunAsync(VerificationMode mode, WorkPace? pace, IProgress<double>? progress, CancellationToken cancellation)
    {
        try
        {
            var key = VerifierKey.Parse((await File.ReadAllTextAsync(verifierKeyFile, cancellation)).Trim());
            var report = await VerifyLogAsync(key, mode, pace, progress, cancellation);
            if (report.Verdict == VerificationVerdict.Invalid)
            {
                foreach (var problem in report.Problems)
                    _problems.Add(null, $"the log: {problem.Message}");
            }
            using var reader = LedgerReader.Open(ledgerFolder, key);
            await CompareAsync(reader, pace, progress, cancellation);
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or FormatException or InvalidCastException)
        {
            _problems.Add(null, $"history and log cannot be compared to the end: {damage.Message}");
        }
        return _problems.Report(time.GetUtcNow(), _changes, _records);
    }

    // On a thread of its own: at a pace it sleeps for minutes, which no thread of the pool should.
    private Task<VerificationReport> VerifyLogAsync(VerifierKey key, VerificationMode mode, WorkPace? pace, IProgress<double>? progress, CancellationToken cancellation)
    {
        var half = progress is null ? null : new FirstHalf(progress);
        return Task.Factory.StartNew(
            () => LedgerVerification.Verify(ledgerFolder, key, mode, pace, half, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task CompareAsync(LedgerReader reader, WorkPace? pace, IProgress<double>? progress, CancellationToken cancellation)
    {
        var count = reader.Count();
        progress?.Report(0.5);
        await using var rows = ReadPlacedAsync(pace, cancellation).GetAsyncEnumerator(cancellation);
        var hasRow = await rows.MoveNextAsync();
        var next = 0L;
        foreach (var record in reader.ReadFrom(0))
        {
            next = record.Index + 1;
            for (; hasRow && rows.Current.LedgerIndex < record.Index; hasRow = await rows.MoveNextAsync())
                ReportNoSuchRecord(rows.Current);
            var number = EventRecord.ChangeNumber(record);
            var isNamed = false;
            for (; hasRow && rows.Current.LedgerIndex == record.Index; hasRow = await rows.MoveNextAsync())
            {
                isNamed |= rows.Current.Number == number;
                Compare(rows.Current, record);
            }
            if (number is { } change)
                await TakeRecordAsync(change, record.Index, isNamed, cancellation);
            if (record.Index % Piece > 0)
                continue;
            progress?.Report(0.5 + (0.5 * record.Index / Math.Max(1, count)));
            if (pace is not null)
                await pace.RestAsync(cancellation);
        }
        if (next < count)
        {
            _problems.Add(null, $"history and log cannot be compared beyond record {next}, which cannot be read, although the log has {count}; restore the damaged segment from a mirror or a backup");
            return;
        }
        // The log has grown meanwhile, or they name records that it never had.
        for (; hasRow; hasRow = await rows.MoveNextAsync())
        {
            if (rows.Current.LedgerIndex is >= 0 and var index && index < reader.Count())
                Compare(rows.Current, reader.Read(index));
            else
                ReportNoSuchRecord(rows.Current);
        }
        await LookUpAloneAsync(cancellation);
        await CompareWaitingAsync(cancellation);
    }

    /// <summary>The changes that name a record, in the order of the log.</summary>
    private async IAsyncEnumerable<ChangeEvent> ReadPlacedAsync(WorkPace? pace, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var (index, number) = (long.MinValue, long.MinValue);
        while (true)
        {
            var (afterIndex, afterNumber) = (index, number);
            // Piece by piece and not in one: a reader that stays open keeps the database's log of writes from being cut.
            var rows = await db.ChangeEvents.AsNoTracking()
                .Where(e => e.LedgerIndex >= afterIndex && !(e.LedgerIndex == afterIndex && e.Number <= afterNumber))
                .OrderBy(e => e.LedgerIndex).ThenBy(e => e.Number).Take(Piece).ToListAsync(cancellation);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Piece)
                yield break;
            (index, number) = (rows[^1].LedgerIndex!.Value, rows[^1].Number);
            if (pace is not null)
                await pace.RestAsync(cancellation);
        }
    }

    private void Compare(ChangeEvent row, LedgerRecord record)
    {
        _changes++;
        if (EventRecord.ChangeNumber(record) != row.Number)
            _problems.Add(row.Number, $"change {row.Number} was added or changed: record {record.Index}, which it names, is about something else");
        else if (EventRecord.Hash(record) != ChangeHash.Compute(row))
            _problems.Add(row.Number, $"change {row.Number} was changed after it was recorded: its content is not what record {record.Index} vouches for");
    }

    private void ReportNoSuchRecord(ChangeEvent row)
    {
        _changes++;
        _problems.Add(row.Number, $"change {row.Number} names record {row.LedgerIndex}, which the log does not have: the row was added or changed, or the log was cut");
    }

    private async Task TakeRecordAsync(long change, long index, bool isNamed, CancellationToken cancellation)
    {
        _records++;
        if (isNamed)
            return;
        _alone.Add((change, index));
        if (_alone.Count == Piece)
            await LookUpAloneAsync(cancellation);
    }

    private async Task LookUpAloneAsync(CancellationToken cancellation)
    {
        var numbers = _alone.Select(record => record.Number).ToArray();
        var places = numbers.Length == 0 ? [] : await db.ChangeEvents.Where(e => numbers.Contains(e.Number)).ToDictionaryAsync(e => e.Number, e => e.LedgerIndex, cancellation);
        foreach (var (number, index) in _alone)
        {
            if (!places.TryGetValue(number, out var place))
                _problems.Add(number, $"change {number} was deleted: record {index} of the log is about it");
            else if (place is not null && place != index)
                _problems.Add(number, $"change {number} stands in the log twice, as record {index} and as record {place}");
        }
        _alone.Clear();
    }

    /// <summary>A change that names no record must wait for one.</summary>
    private async Task CompareWaitingAsync(CancellationToken cancellation)
    {
        var unplaced = db.ChangeEvents.Where(e => e.LedgerIndex == null);
        _changes += await unplaced.LongCountAsync(cancellation);
        // In one statement: between two of them the log might take a change.
        await foreach (var number in unplaced.Where(e => !db.Outbox.Any(waiting => waiting.ChangeNumber == e.Number)).Select(e => e.Number).AsAsyncEnumerable().WithCancellation(cancellation))
            _problems.Add(number, $"change {number} was added past the program: it has no record in the log and does not wait for one");
    }

    private sealed class FirstHalf(IProgress<double> whole) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => whole.Report(0.5 * value.Bytes / Math.Max(1, value.TotalBytes));
    }
}
