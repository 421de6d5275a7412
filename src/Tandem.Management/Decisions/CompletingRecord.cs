using Tandem.Ledger.Records;
using Tandem.Management.Decisions.Indexing;

namespace Tandem.Management.Decisions;

/// <summary>Reads what one record of the log means for counting.</summary>
internal static class CompletingRecord
{
    internal const string DecisionKind = "decision";
    internal const string OutcomeKind = "outcome";
    internal const string RecoveryKind = "recovery";

    private const string Pending = "pending";

    /// <summary>What a record under the checkpoint means. Null for records that are about no request: keys, policies, checkpoints of the log itself.</summary>
    /// <remarks>
    /// INVARIANT (one record per request): an outcome or a recovery completes the decision it refers to; a decision that lets nothing go on is complete by itself.
    /// </remarks>
    internal static IndexStep? Step(LedgerRecord record)
    {
        if (record.Kind is not (DecisionKind or OutcomeKind or RecoveryKind))
            return null;
        var members = new RecordMembers(record.Root);
        // A recovery of a torn tail names no request; it is about the log.
        if (!members.Says("req"))
            return null;
        if (record.Kind == DecisionKind && members.Text("end") == Pending)
            return new IndexStep.Await(record.Index, members.Text("req"), record.Time);
        return new IndexStep.Complete(Row(record, members));
    }

    private static DecisionRow Row(LedgerRecord record, RecordMembers members) => new()
    {
        Index = record.Index,
        DecisionIndex = record.Kind != DecisionKind && members.Number("ref") is { } reference and >= 0 && reference < record.Index ? reference : record.Index,
        Time = record.Time,
        Request = members.Text("req"),
        Outcome = members.Text("dec"),
        AiSystem = members.Text("ai"),
        Application = members.Text("app"),
        Classes = [.. members.Counts("class").Keys.Union(members.Counts("classOut").Keys)],
        Reasons = [.. members.Texts("reason").Where(reason => reason.Length > 0 && reason != RecordMembers.None)],
        Fields = RecordFields.Held(members, record.SigningKeyId != 0, isUnderCheckpoint: true),
        LeafHash = record.LeafHash(),
    };
}
