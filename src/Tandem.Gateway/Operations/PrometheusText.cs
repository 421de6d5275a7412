using System.Globalization;
using System.Text;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Operations;

/// <summary>Writes the counters in the Prometheus text format, version 0.0.4; each HELP line names the unit.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(GatewayMetrics metrics, LedgerHealth ledger, long bodyBudgetUsedBytes, bool hasPolicy)
    {
        var text = new StringBuilder();
        Head(text, "tandem_requests_total", "counter", "completed requests, one per request (unit: requests)");
        foreach (var ((route, effect, outcome), count) in metrics.Requests.OrderBy(entry => entry.Key)) Line(text, "tandem_requests_total", [("route", route), ("decision", effect), ("end", outcome)], count);
        One(text, "tandem_reasons_total", "reason codes of completed requests (unit: occurrences)", "reason", metrics.Reasons);
        One(text, "tandem_identity_refused_total", "credentials that proved nothing, by what was wrong (unit: requests)", "problem", metrics.IdentityProblems);
        One(text, "tandem_requests_shed_total", "requests refused without a record of their own, by what they lacked; a record counts them each minute (unit: requests)", "reason", metrics.Shed);
        One(text, "tandem_upstream_errors_total", "failed exchanges with upstreams, by phase (unit: requests)", "error", metrics.UpstreamErrors);
        One(text, "tandem_commits_failed_total", "records that were not durable; nothing was released for them (unit: records)", "fault", metrics.FailedCommits);
        Head(text, "tandem_phase_seconds_total", "counter", "time spent in each phase of completed requests (unit: seconds)");
        foreach (var (phase, us) in metrics.PhaseMicroseconds.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Line(text, "tandem_phase_seconds_total", [("phase", phase)], us / 1_000_000.0);
        Single(text, "tandem_request_body_bytes_total", "counter", "request bodies of completed requests (unit: bytes)", metrics.BytesIn);
        Single(text, "tandem_response_body_bytes_total", "counter", "bodies released to callers (unit: bytes)", metrics.BytesOut);
        Single(text, "tandem_requests_in_flight", "gauge", "requests being worked on now (unit: requests)", metrics.InFlight);
        Single(text, "tandem_body_budget_used_bytes", "gauge", "memory held by bodies over 1 MiB (unit: bytes)", bodyBudgetUsedBytes);
        Single(text, "tandem_policy_in_force", "gauge", "1 when a bundle is in force, else 0 (unit: bundles)", hasPolicy ? 1 : 0);
        Single(text, "tandem_ledger_open", "gauge", "1 when the ledger takes records, else 0 (unit: ledgers)", ledger.State == LedgerState.Open ? 1 : 0);
        Single(text, "tandem_ledger_records", "gauge", "durable records of the log (unit: records)", ledger.Records);
        Single(text, "tandem_ledger_checkpoint_records", "gauge", "records under the published checkpoint (unit: records)", ledger.CheckpointSize);
        return text.ToString();
    }

    private static void One(StringBuilder text, string name, string help, string label, IEnumerable<KeyValuePair<string, long>> counts)
    {
        Head(text, name, "counter", help);
        foreach (var (value, count) in counts.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Line(text, name, [(label, value)], count);
    }

    private static void Single(StringBuilder text, string name, string type, string help, long value)
    {
        Head(text, name, type, help);
        Line(text, name, [], value);
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, ReadOnlySpan<(string Name, string Value)> labels, double value)
    {
        text.Append(name);
        for (var i = 0; i < labels.Length; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escape(labels[i].Value)).Append('"');
        }

        if (labels.Length > 0) text.Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
