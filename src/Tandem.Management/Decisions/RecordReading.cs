using System.Globalization;
using System.Security.Cryptography;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Verification;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Decisions.Indexing;

namespace Tandem.Management.Decisions;

/// <summary>INVARIANT (index never trusted): whatever a page shows of a record is read from the log and hashed anew; the index only says where to look.</summary>
internal sealed class RecordReading(GatewayLog log, VerificationSchedule verification, LatestVerification latest)
{
    internal CheckedRecord Read(IndexHit hit)
    {
        var found = ReadAt(hit.Index);
        if (found.Record is not null && !CryptographicOperations.FixedTimeEquals(found.Record.LeafHash(), hit.LeafHash))
            found = new CheckedRecord(hit.Index, found.Record, Text($"record {hit.Index} is not the one that was indexed: its hash differs; the log or the index was changed, verify the log"));
        if (found.Alarm is not null && latest.Run is not { Verdict: VerificationVerdict.Invalid })
            verification.Request(VerificationTrigger.Damage, "System");
        return found;
    }

    /// <summary>A record that the index says nothing about, such as a decision that waits for its outcome.</summary>
    internal CheckedRecord ReadAt(long index)
    {
        var opened = log.Open();
        if (opened.Reader is not { } reader)
            return new CheckedRecord(index, null, opened.Reason);
        try
        {
            return new CheckedRecord(index, reader.Read(index), null);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new CheckedRecord(index, null, Text($"record {index} is no longer in the log; verify the log"));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new CheckedRecord(index, null, Text($"record {index} cannot be read: {error.Message}"));
        }
    }

    /// <summary>Proves a record against the latest checkpoint and checks every step with the log's public key.</summary>
    internal CheckedProof Prove(long index)
    {
        var opened = log.Open();
        if (opened.Reader is not { } reader)
            return new CheckedProof(index, null, null, opened.Reason);
        try
        {
            var proof = reader.Prove(index);
            return new CheckedProof(index, proof, proof.Check(reader.LogKey, recordKey: null), null);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new CheckedProof(index, null, null, Text($"no checkpoint covers record {index} yet; the log publishes one within seconds"));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or FormatException)
        {
            return new CheckedProof(index, null, null, Text($"record {index} cannot be proved: {error.Message}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A proof with its steps checked, or why there is none.</summary>
public sealed record CheckedProof(long Index, RecordProof? Proof, RecordProofResult? Result, string? Trouble);
