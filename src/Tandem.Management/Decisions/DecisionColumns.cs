using Tandem.Management.Export;

namespace Tandem.Management.Decisions;

/// <summary>What an export carries of a decision, read from the record itself.</summary>
internal static class DecisionColumns
{
    internal static readonly IReadOnlyDictionary<string, string> Legend = new Dictionary<string, string>
    {
        ["none"] = "the field does not apply to this request",
        ["alarm"] = "not empty: the record could not be read, or is not the one that was indexed; nothing in the row may be relied on",
        ["caller"] = "a pseudonym: a keyed hash that only the gateway can make",
    };

    internal static IReadOnlyList<ExportColumn<CheckedRecord>> Of(MinimumFieldSets sets) =>
    [
        new("index", r => r.Index),
        new("time", r => r.Record?.Time),
        new("alarm", r => r.Alarm),
        Text("request", "req"),
        Text("outcome", "dec"),
        List("reasons", "reason"),
        List("rules", "rules"),
        Text("caller", "sub"),
        Text("authentication", "auth"),
        Text("application", "app"),
        Text("source", "src"),
        Text("action", "act"),
        Text("route", "route"),
        Text("purpose", "use"),
        Text("aiSystem", "ai"),
        Text("provider", "prov"),
        Text("model", "model"),
        Text("modelReported", "modelVer.reported"),
        Text("endpoint", "ep"),
        Text("policy", "pol"),
        Text("policyHash", "polH"),
        Counts("classesIn", "class"),
        Counts("classesOut", "classOut"),
        Text("response", "resp"),
        Text("end", "end"),
        Number("status", "status"),
        Number("tokensIn", "tok.in"),
        Number("tokensOut", "tok.out"),
        Number("microseconds", "us.total"),
        new("holdsSecurityLogging", r => Held(r)?.Holds(sets.SecurityLogging)),
        new("holdsAiEventLogs", r => Held(r)?.Holds(sets.AiEventLogs)),
        new("leafHash", r => r.Record is { } record ? Convert.ToHexStringLower(record.LeafHash()) : null),
    ];

    /// <summary>The fields a record holds, from the record; null when there is none to read.</summary>
    internal static FieldSet? Held(CheckedRecord record) =>
        record.Record is { } read ? RecordFields.Held(record.Members, read.SigningKeyId != 0, isUnderCheckpoint: true) : null;

    private static ExportColumn<CheckedRecord> Text(string name, string path) => new(name, r => r.Members.Text(path) is { Length: > 0 } text ? text : null);

    private static ExportColumn<CheckedRecord> List(string name, string path) => new(name, r => r.Members.Texts(path));

    private static ExportColumn<CheckedRecord> Number(string name, string path) => new(name, r => r.Members.Number(path));

    private static ExportColumn<CheckedRecord> Counts(string name, string path) =>
        new(name, r => r.Members.Counts(path).ToDictionary(count => count.Key, count => (object?)count.Value));
}
