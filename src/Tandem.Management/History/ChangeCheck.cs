using System.Text;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;

namespace Tandem.Management.History;

/// <summary>What came of holding a change against its record in the log, step by step.</summary>
public sealed record ChangeCheck(IReadOnlyList<ChangeCheckStep> Steps, string Record)
{
    /// <summary>Reads the record anew and compares; the change is as stored in the database.</summary>
    internal static ChangeCheck Run(ChangeEvent change, long index, string ledgerFolder, VerifierKey logKey)
    {
        using var reader = LedgerReader.Open(ledgerFolder, logKey);
        var record = reader.Read(index);
        var recordKey = reader.SigningKeyAt(index);
        var signed = recordKey is not null && SignedNote.Parse(record.Entry).IsSignedBy(recordKey);
        return new(
            [
                new(EventRecord.ChangeNumber(record) == change.Number, $"record {index} is the record of change {change.Number}"),
                new(EventRecord.Hash(record) == ChangeHash.Compute(change), "the salted hash of the change in the database equals the one in the record"),
                new(signed, "the record is signed by the record key that the log certified for this place"),
                new(reader.LatestCheckpoint() is { } checkpoint && checkpoint.Checkpoint.Size > index, "a signed checkpoint of the log covers the record"),
            ],
            Encoding.UTF8.GetString(record.Json.Span));
    }
}

/// <summary>One thing that was checked, in words, and whether it holds.</summary>
public sealed record ChangeCheckStep(bool Holds, string Text);
