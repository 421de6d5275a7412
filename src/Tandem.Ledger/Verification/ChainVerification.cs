using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;

namespace Tandem.Ledger.Verification;

/// <summary>The part of checking records that needs the one before: numbers, chain pointers, clocks, tree. Runs in the order of the log.</summary>
internal sealed class ChainVerification(VerifierKey logKey, TreeVerification tree, Findings findings)
{
    private string? _lastTime;
    private string? _lastBoot;
    private long _lastMonotonic;
    private bool _clockNoted;

    /// <summary>SHA-256 of the last record's line; null behind damage.</summary>
    public byte[]? Previous { get; set; } = new byte[32];

    /// <summary>Tree over the records of the present segment alone, for its footer; null behind damage in it.</summary>
    public MerkleFrontier? SegmentTree { get; set; }

    /// <summary>Name of the present segment's writer, as its header states it; null when the header is damaged.</summary>
    public string? Writer { get; set; }

    public void Take(RecordCheck check, string segment)
    {
        tree.Add(check.LeafHash, check.Entry, segment);
        SegmentTree?.Append(check.LeafHash);
        if (check.FormProblem is not null || check.Members is not { } members)
        {
            findings.Invalid("record-form", segment, check.Index, $"record {check.Index} is no record ({check.FormProblem}); restore the segment from a mirror");
            Previous = check.LineHash.Length > 0 ? check.LineHash : null;
            return;
        }

        CheckPlace(check, members, segment);
        CheckSignature(check, members, segment);
        CheckClocks(check, members, segment);
        Previous = check.LineHash;
    }

    private void CheckPlace(RecordCheck check, RecordMembers members, string segment)
    {
        var index = check.Index;
        if (members.Version > RecordFormat.Version)
            findings.Incomplete("record-version", segment, index, $"record {index} is of version {members.Version}; verify with a newer program");
        if (members.Sequence != index)
            findings.Invalid("sequence", segment, index, $"the record at index {index} states `n` {members.Sequence}; a record was removed, added or moved, restore the segment from a mirror");
        if (members.Log != logKey.Name || (Writer is not null && members.Writer != Writer))
            findings.Invalid("record-origin", segment, index, $"record {index} is of log `{members.Log}` and writer `{members.Writer}`; it does not belong here, restore the segment from a mirror");
        if (Previous is not null && members.Previous != Convert.ToHexStringLower(Previous))
        {
            var message = index == 0
                ? "record 0 points to a record before it and there is none; the beginning of the log is missing, restore it from a mirror"
                : $"record {index} does not point to the present record {index - 1}; one of them was changed, restore the segment from a mirror";
            findings.Invalid("chain", segment, index, message);
        }
    }

    private void CheckSignature(RecordCheck check, RecordMembers members, string segment)
    {
        if (!check.IsSignatureValid)
        {
            findings.Invalid(members.CertifiesRecordKey ? "record-key" : "signature", segment, check.Index, members.CertifiesRecordKey
                ? $"record {check.Index} certifies a record key and is not signed by the log key; restore the segment from a mirror"
                : $"record {check.Index} is not signed by the record key certified for it; restore the segment from a mirror");
        }

        if (check.CanonicalProblem is not null)
            findings.Note("not-canonical", segment, check.Index, $"record {check.Index} is not canonical JSON ({check.CanonicalProblem}); the signature counts, tell the maker of the writer");
    }

    private void CheckClocks(RecordCheck check, RecordMembers members, string segment)
    {
        // All times have one form, so their order is that of their text.
        if (_lastTime is not null && string.CompareOrdinal(members.Time, _lastTime) < 0 && !_clockNoted)
        {
            _clockNoted = true;
            findings.Note("clock-back", segment, check.Index, $"the clock went back at record {check.Index}, from {_lastTime} to {members.Time}; trust the order of the records, not their times");
        }

        if (_lastBoot == members.Boot && !members.CertifiesRecordKey && members.Monotonic < _lastMonotonic)
            findings.Note("monotonic-back", segment, check.Index, $"member `m` went back at record {check.Index}; trust the order of the records");
        _lastTime = members.Time;
        _lastBoot = members.Boot;
        _lastMonotonic = members.Monotonic;
    }
}
