using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Recording;

/// <summary>Writes a decision record's members as the ledger keeps them; every member is present in every record.</summary>
internal static class DecisionDraft
{
    public static RecordDraft Of(DecisionRecord record) => new RecordDraft(record.Kind.ToText())
        .Set("req", record.RequestId)
        .Set("ref", record.Reference)
        .Set("tenant", record.Tenant)
        .Set("sub", record.Caller.Subject)
        .Set("app", record.Caller.Application)
        .Set("roles", record.Caller.Roles)
        .Set("auth", record.Caller.Method)
        .Set("src", record.Source)
        .Set("act", record.Action)
        .Set("route", record.Route)
        .Set("use", record.Purpose)
        .Set("ai", record.AiSystem)
        .Set("dec", record.Effect.ToText())
        .Set("reason", JcsValue.Of(record.Reasons))
        .Set("rules", JcsValue.Of(record.Rules))
        .Set("tr", JcsValue.Of(record.Transforms))
        .Set("prov", record.Provider)
        .Set("model", record.Model)
        .Set("modelVer", Object(("asked", JcsValue.Of(record.ModelVersion.Asked)), ("reported", JcsValue.Of(record.ModelVersion.Reported))))
        .Set("ep", record.Endpoint)
        .Set("pol", record.Policy.Version)
        .Set("polH", record.Policy.Hash)
        .Set("polAuthor", record.Policy.Author)
        .Set("polApprovers", JcsValue.Of(record.Policy.Approvers))
        .Set("inFp", record.InputFingerprint)
        .Set("outFp", record.OutputFingerprint)
        .Set("class", JcsValue.Of(record.ClassesIn))
        .Set("classOut", JcsValue.Of(record.ClassesOut))
        .Set("level", record.Level)
        .Set("rag", JcsValue.Of(record.RetrievalSources))
        .Set("resp", record.Response.ToText())
        .Set("hrev", Object(("status", JcsValue.Of(record.Review.Status)), ("ref", JcsValue.Of(record.Review.Reference))))
        .Set("tok", Object(("in", JcsValue.Of(record.Tokens.In)), ("out", JcsValue.Of(record.Tokens.Out)), ("src", JcsValue.Of(record.Tokens.Source))))
        .Set("cost", record.CostMillionths)
        .Set("us", Durations(record.Durations))
        .Set("ret", record.Retention)
        .Set("cov", Coverage(record.Coverage))
        .Set("stream", record.Stream)
        .Set("status", record.Status)
        .Set("end", record.Outcome.ToText())
        .Set("ups", record.UpstreamStatus)
        .Set("pd", record.ErasablePart);

    private static JcsValue Durations(PhaseDurations us) => JcsValue.Of(new Dictionary<string, long>
    {
        ["admit"] = us.Admit,
        ["read"] = us.Read,
        ["scan"] = us.Scan,
        ["decide"] = us.Decide,
        ["commit"] = us.Commit,
        ["upstream"] = us.Upstream,
        ["scanOut"] = us.ScanOut,
        ["total"] = us.Total,
    });

    private static JcsValue Coverage(InspectionCoverage cov) => JcsValue.Of(new Dictionary<string, long>
    {
        ["bytesIn"] = cov.BytesIn,
        ["bytesScanned"] = cov.BytesScanned,
        ["segments"] = cov.Segments,
        ["uninspected"] = cov.Uninspected,
        ["bytesOut"] = cov.BytesOut,
    });

    private static JcsValue Object(params ReadOnlySpan<(string Name, JcsValue Value)> members)
    {
        var map = new Dictionary<string, JcsValue>();
        foreach (var (name, value) in members) map[name] = value;
        return JcsValue.Of(map);
    }
}
