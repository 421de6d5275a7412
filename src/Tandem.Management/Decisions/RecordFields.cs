using System.Numerics;

namespace Tandem.Management.Decisions;

/// <summary>Which members carry which field of `runtime-evidence.json`, and when a field counts as held.</summary>
/// <remarks>
/// INVARIANT (missing data never improves): a member that is absent or empty never counts. `none` counts only where the record itself
/// says why the field cannot apply, and each such place is written in the table below. Nothing here reads the content's words: a field
/// that the content names and this table does not know stops the start.
/// </remarks>
public static class RecordFields
{
    /// <summary>The one field that no member carries: a record is under a checkpoint when the log has signed a tree larger than its index.</summary>
    public const string Checkpoint = "ledger.checkpoint";

    private static readonly IReadOnlyList<Rule> Rules =
    [
        new("record.id", ["log", "n"], r => r.Says("log") && r.Number("n") >= 0),
        new("time", ["t"], r => r.Says("t")),
        new("caller.identity", ["sub", "auth"], r => (r.Says("sub") && r.Says("auth")) || (r.HasNoIdentity && r.SaysOrNone("sub") && r.SaysOrNone("auth"))),
        new("caller.application", ["app"], r => r.Says("app") || (r.HasNoIdentity && r.SaysNone("app"))),
        new("caller.groups", ["roles"], r => r.HasTexts("roles")),
        new("caller.authMethod", ["auth"], r => r.Says("auth") || (r.HasNoIdentity && r.SaysNone("auth"))),
        new("source", ["src"], r => r.Says("src")),
        new("action", ["act"], r => r.Says("act")),
        new("decision.outcome", ["dec"], r => r.Says("dec")),
        new("decision.rules", ["rules"], r => r.HasTexts("rules")),
        // An empty count says "nothing was changed", which the decision itself must bear out.
        new("decision.transforms", ["tr"], r => r.HasCounts("tr") || (r.IsObject("tr") && r.Text("dec") is "allow" or "block")),
        new("route.purpose", ["use"], r => r.Says("use") || (r.IsBlocked && r.SaysNone("use"))),
        new("model.provider", ["prov"], r => r.Says("prov") || (r.IsBlocked && r.SaysNone("prov"))),
        new("model.name", ["model"], r => r.Says("model") || (r.IsBlocked && r.SaysNone("model"))),
        new("model.version", ["modelVer"], r => (r.Says("modelVer.asked") || (r.IsBlocked && r.SaysNone("modelVer.asked")))
            && (r.Says("modelVer.reported") || (r.NothingCameBack && r.SaysNone("modelVer.reported")))),
        new("model.endpoint", ["ep"], r => r.Says("ep") || (r.IsBlocked && r.SaysNone("ep"))),
        new("policy.version", ["pol", "polH"], r => (r.Says("pol") && r.Says("polH")) || (r.IsBlocked && r.SaysNone("pol") && r.SaysNone("polH"))),
        new("policy.author", ["polAuthor"], r => r.Says("polAuthor")),
        new("policy.approver", ["polApprovers"], r => r.HasTexts("polApprovers")),
        new("content.inputFingerprint", ["inFp"], r => r.Says("inFp") || (r.IsBlocked && r.SaysNone("inFp"))),
        // An empty count says "nothing was found", which only a scan can say.
        new("content.dataClasses", ["class", "cov"], r => r.HasCounts("class") || (r.IsObject("class") && r.Number("cov.bytesScanned") > 0)),
        new("content.retrievalSources", ["rag"], r => r.HasTexts("rag")),
        new("response.classifier", ["resp"], r => r.Says("resp") || (r.NothingCameBack && r.SaysNone("resp"))),
        // No review was asked for: the status says so, and says it in every record.
        new("review.status", ["hrev"], r => r.SaysOrNone("hrev.status")),
        new("usage.tokens", ["tok"], r => r.Text("tok.src") == "reported" && r.Number("tok.in") >= 0 && r.Number("tok.out") >= 0),
        new("usage.cost", ["cost"], r => r.Number("cost") >= 0),
        new("latency", ["us"], r => r.Number("us.total") >= 0),
        new("record.signature", ["signature line"], r => r.IsSigned),
        new("record.keyId", ["signature line"], r => r.IsSigned),
        new("chain.previous", ["prev"], r => r.Text("prev") is { Length: 64 } previous && previous.All(char.IsAsciiHexDigitLower)),
        new(Checkpoint, ["checkpoint of the log"], r => r.IsUnderCheckpoint),
        new("retention", ["ret"], r => r.Says("ret")),
        // Searches and readers are `event` records of management's own log, never of a decision.
        new("audit.query", [], _ => false),
        new("audit.reader", [], _ => false),
    ];

    private static readonly Dictionary<string, int> Positions =
        Rules.Select((rule, position) => (rule.Field, position)).ToDictionary(entry => entry.Field, entry => entry.position, StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. Rules.Select(rule => rule.Field)];

    /// <summary>The members that carry a field, for pages that show where a figure comes from.</summary>
    public static IReadOnlyList<string> MembersOf(string field) => Rules[Positions[field]].Members;

    /// <summary>The fields a record holds, one bit each.</summary>
    public static FieldSet Held(RecordMembers members, bool isSigned, bool isUnderCheckpoint)
    {
        var reading = new Reading(members, isSigned, isUnderCheckpoint);
        var bits = 0UL;
        for (var position = 0; position < Rules.Count; position++)
        {
            if (Rules[position].IsHeld(reading))
                bits |= 1UL << position;
        }
        return new FieldSet(bits);
    }

    /// <exception cref="ArgumentException">A field has no rule.</exception>
    public static FieldSet Of(IEnumerable<string> fields)
    {
        var bits = 0UL;
        foreach (var field in fields)
        {
            if (!Positions.TryGetValue(field, out var position))
                throw new ArgumentException($"field `{field}` has no rule that says which member carries it; add one to RecordFields", nameof(fields));
            bits |= 1UL << position;
        }
        return new FieldSet(bits);
    }

    private sealed record Rule(string Field, IReadOnlyList<string> Members, Func<Reading, bool> IsHeld);

    /// <summary>The record with the four conditions under which `none` may count.</summary>
    private sealed class Reading(RecordMembers members, bool isSigned, bool isUnderCheckpoint)
    {
        public bool IsUnderCheckpoint => isUnderCheckpoint;

        public bool IsSigned => isSigned;

        public bool IsBlocked => Text("dec") == "block";

        public bool HasNoIdentity => IsBlocked && members.Texts("reason").Any(reason => reason.StartsWith("IDENTITY_", StringComparison.Ordinal));

        public bool NothingCameBack => IsBlocked || Text("end") is "upstream-error" or "client-abort" or "crash";

        public string Text(string path) => members.Text(path);

        public long? Number(string path) => members.Number(path);

        public bool Says(string path) => members.Says(path);

        public bool SaysNone(string path) => members.SaysNone(path);

        public bool SaysOrNone(string path) => members.Text(path).Length > 0;

        public bool IsObject(string path) => members.IsObject(path);

        public bool HasTexts(string path) => members.Texts(path).Any(text => text.Length > 0 && text != RecordMembers.None);

        public bool HasCounts(string path) => members.Counts(path).Count > 0;
    }
}

/// <summary>A set of record fields, one bit each in the order of <see cref="RecordFields.Names"/>.</summary>
public readonly record struct FieldSet(ulong Bits)
{
    public static readonly FieldSet Empty = new(0);

    public int Count => BitOperations.PopCount(Bits);

    public IEnumerable<string> Names
    {
        get
        {
            for (var position = 0; position < RecordFields.Names.Count; position++)
            {
                if ((Bits & (1UL << position)) != 0)
                    yield return RecordFields.Names[position];
            }
        }
    }

    public bool Holds(FieldSet others) => (Bits & others.Bits) == others.Bits;

    public FieldSet With(FieldSet others) => new(Bits | others.Bits);

    public FieldSet Without(FieldSet others) => new(Bits & ~others.Bits);
}
