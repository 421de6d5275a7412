using System.Text;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;

namespace Tandem.Management.History;

/// <summary>What came of holding a change against its record in the log, step by step.</summary>
/// <param name="Steps">Everything that was checked.</param>
/// <param name="Record">The record's line; empty when it could not be read.</param>
public sealed record ChangeCheck(IReadOnlyList<ChangeCheckStep> Steps, string Record)
{
    /// <summary>Reads and proves the record anew and compares. Null while no checkpoint covers it, which takes a second at most.</summary>
    internal static ChangeCheck? Run(ChangeEvent change, long index, string ledgerFolder, VerifierKey logKey)
    {
        try
        {
            using var reader = LedgerReader.Open(ledgerFolder, logKey);
            if ((reader.LatestCheckpoint()?.Checkpoint.Size ?? 0) <= index)
                return null;
            var proof = reader.Prove(index);
            return new(
                [
                    new(EventRecord.ChangeNumber(proof.Record) == change.Number, $"record {index} is the record of change {change.Number}"),
                    new(EventRecord.Hash(proof.Record) == ChangeHash.Compute(change), "the salted hash of the change in the database equals the one in the record"),
                    .. proof.Check(logKey, recordKey: null).Steps.Select(step => new ChangeCheckStep(step.Passed, step.Title)),
                ],
                Encoding.UTF8.GetString(proof.Record.Json.Span));
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or FormatException)
        {
            return new([new(false, $"the log can be read: {damage.Message}")], "");
        }
    }
}

/// <summary>One thing that was checked, in words, and whether it holds.</summary>
public sealed record ChangeCheckStep(bool Holds, string Text);
