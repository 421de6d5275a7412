using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Verification;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>
/// Holds every change in the database against the log, and every record of the log against the database: so a changed, a deleted and an added row are
/// found. The log itself is verified with its public key, so that it cannot have been made to fit.
/// </summary>
internal sealed class HistoryComparison(TandemDbContext db, string ledgerFolder, string verifierKeyFile, TimeProvider time)
{
    internal const int ProblemsKept = 100;

    private const int Piece = 500;

    private readonly List<HistoryProblem> _problems = [];
    private long _count;

    internal async Task<HistoryFindings> RunAsync(CancellationToken cancellation)
    {
        long changes = 0, records = 0;
        try
        {
            var key = VerifierKey.Parse((await File.ReadAllTextAsync(verifierKeyFile, cancellation)).Trim());
            var report = await Task.Run(() => LedgerVerification.Verify(ledgerFolder, key, VerificationMode.Full, null, cancellation), cancellation);
            if (report.Verdict == VerificationVerdict.Invalid)
            {
                foreach (var problem in report.Problems)
                    Add(null, $"the log: {problem.Message}");
            }
            using var reader = LedgerReader.Open(ledgerFolder, key);
            changes = await CompareRowsAsync(reader, cancellation);
            records = await CompareRecordsAsync(reader, cancellation);
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or FormatException or InvalidCastException)
        {
            Add(null, $"history and log cannot be compared to the end: {damage.Message}");
        }
        return new(time.GetUtcNow(), changes, records, _count, _problems);
    }

    private async Task<long> CompareRowsAsync(LedgerReader reader, CancellationToken cancellation)
    {
        var unmarked = new List<long>();
        var count = 0L;
        for (var after = long.MinValue; ;)
        {
            var rows = await db.ChangeEvents.AsNoTracking().Where(e => e.Number > after).OrderBy(e => e.Number).Take(Piece).ToListAsync(cancellation);
            if (rows.Count == 0)
                break;
            foreach (var row in rows)
                Compare(row, reader, unmarked);
            count += rows.Count;
            after = rows[^1].Number;
        }
        // Looked at again: the log may have taken them in between. What still has no place must wait for one.
        foreach (var numbers in unmarked.Chunk(Piece))
        {
            var waiting = await db.Outbox.Where(e => numbers.Contains(e.ChangeNumber)).Select(e => e.ChangeNumber).ToHashSetAsync(cancellation);
            var still = new List<long>();
            foreach (var row in await db.ChangeEvents.AsNoTracking().Where(e => numbers.Contains(e.Number)).ToListAsync(cancellation))
                Compare(row, reader, still);
            foreach (var number in still.Where(number => !waiting.Contains(number)))
                Add(number, $"change {number} was added past the program: it has no record in the log and does not wait for one");
        }
        return count;
    }

    private void Compare(ChangeEvent row, LedgerReader reader, List<long> unmarked)
    {
        if (row.LedgerIndex is not { } index)
        {
            unmarked.Add(row.Number);
            return;
        }
        if (index < 0 || index >= reader.Count())
        {
            Add(row.Number, $"change {row.Number} names record {index}, which the log does not have: the row was added or changed, or the log was cut");
            return;
        }
        var record = reader.Read(index);
        if (EventRecord.ChangeNumber(record) != row.Number)
            Add(row.Number, $"change {row.Number} was added or changed: record {index}, which it names, is about something else");
        else if (EventRecord.Hash(record) != ChangeHash.Compute(row))
            Add(row.Number, $"change {row.Number} was changed after it was recorded: its content is not what record {index} vouches for");
    }

    private async Task<long> CompareRecordsAsync(LedgerReader reader, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var piece in reader.ReadFrom(0).Where(record => EventRecord.ChangeNumber(record) is not null)
            .Select(record => (Number: EventRecord.ChangeNumber(record)!.Value, record.Index)).Chunk(Piece))
        {
            var numbers = piece.Select(record => record.Number).ToArray();
            var places = await db.ChangeEvents.Where(e => numbers.Contains(e.Number)).ToDictionaryAsync(e => e.Number, e => e.LedgerIndex, cancellation);
            foreach (var (number, index) in piece)
            {
                if (!places.TryGetValue(number, out var place))
                    Add(number, $"change {number} was deleted: record {index} of the log is about it");
                else if (place is not null && place != index)
                    Add(number, $"change {number} stands in the log twice, as record {index} and as record {place}");
            }
            count += piece.Length;
        }
        return count;
    }

    private void Add(long? change, FormattableString text)
    {
        _count++;
        if (_problems.Count < ProblemsKept)
            _problems.Add(new(change, text.ToString(CultureInfo.InvariantCulture)));
    }
}
