using System.Text;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Notes;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>A small bundle for tests: both dialects against one upstream; secrets are blocked, cards and IBANs removed, in both directions.</summary>
internal sealed record TestBundle
{
    public string Version { get; init; } = "1.0.0";

    public string Author { get; init; } = TestKeys.Author;

    public string UpstreamUrl { get; init; } = "http://127.0.0.1:9";

    public string AddressClass { get; init; } = "loopback";

    public string Credential { get; init; } = "";

    public int BodyLimitBytes { get; init; } = 1 << 20;

    public int RequestTimeoutMs { get; init; } = 300_000;

    public int FirstByteTimeoutMs { get; init; } = 300_000;

    public string ResponseMode { get; init; } = "window";

    public string RouteAiSystem { get; init; } = "";

    public string AdmitWhen { get; init; } = "use_allowed";

    public string ResponseBlockWhen { get; init; } = "classes_out.exists(type, type.startsWith('secret.'))";

    public Dictionary<string, ReadOnlyMemory<byte>> Files()
    {
        var ai = RouteAiSystem.Length == 0 ? "" : $"\"aiSystem\":\"{RouteAiSystem}\",";
        var limits = $$"""{{ai}}"bodyLimitBytes":{{BodyLimitBytes}},"responseMode":"{{ResponseMode}}","requestTimeoutMs":{{RequestTimeoutMs}},"retention":"P3Y" """;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bundle.json"] = $$"""
                {"id":"test","version":"{{Version}}","title":"Test policy","created":"2026-01-01T00:00:00Z","author":"{{Author}}","approvals":["{{TestKeys.Approver}}"],
                 "notBefore":null,"notAfter":null,"minGateway":"0.1.0","mode":"enforce"}
                """,
            ["inventory.json"] = """
                {"systems":[
                 {"key":"AIS-0001","name":"Claims assistant","applications":["claims"],"intendedUses":["general-assistance"],"allowedRoles":["employee"],"riskClass":"limited","owner":"owner@example.org"},
                 {"key":"AIS-0002","name":"Other","applications":["other"],"intendedUses":["something-else"],"allowedRoles":["employee"],"riskClass":"limited","owner":"owner@example.org"}]}
                """,
            ["classes.json"] = """
                {"levels":["public","internal","confidential","restricted"],"default":"internal","classes":[
                 {"type":"secret.","level":"restricted"},{"type":"fin.","level":"confidential"},{"type":"pii.","level":"internal"}]}
                """,
            ["upstreams.json"] = $$"""
                {"upstreams":[{"name":"model","provider":"fake","baseUrl":"{{UpstreamUrl}}","region":"in-house",{{Credential}}"authHeader":"x-api-key","addressClass":"{{AddressClass}}",
                 "connectTimeoutMs":60000,"firstByteTimeoutMs":{{FirstByteTimeoutMs}}}]}
                """,
            ["routes.json"] = $$"""
                {"routes":[
                 {"name":"chat","path":"/v1/chat/completions","dialect":"openai.chat","upstream":"model","purpose":"general-assistance",
                  "models":{"test-model":{},"pinned-model":{"upstreamModel":"test-model-2026-01-01","version":"2026-01-01"} },{{limits}} },
                 {"name":"messages","path":"/v1/messages","dialect":"anthropic.messages","upstream":"model","purpose":"general-assistance","models":{"test-model":{} },{{limits}} }]}
                """,
            ["rules/all.json"] = $$"""
                {"rules":[
                 {{Rule("admit", "admit", AdmitWhen, "allow", "ADMITTED")}},
                 {{Rule("outside", "admit", "!use_allowed", "block", "INTENDED_USE")}},
                 {{Rule("request", "request", "level_in != 'restricted'", "allow", "PERMITTED")}},
                 {{Rule("request-secret", "request", "classes_in.exists(type, type.startsWith('secret.'))", "block", "DATA_SECRET")}},
                 {{Rule("request-card", "request", "classes_in['fin.credit_card'] > 0 || classes_in['fin.iban'] > 0", "redact", "DATA_FINANCIAL", "fin.credit_card", "fin.iban")}},
                 {{Rule("answer", "response", "level_out != 'restricted'", "allow", "PERMITTED")}},
                 {{Rule("answer-secret", "response", ResponseBlockWhen, "block", "DATA_SECRET")}},
                 {{Rule("answer-card", "response", "classes_out['fin.credit_card'] > 0 || classes_out['fin.iban'] > 0", "redact", "DATA_FINANCIAL", "fin.credit_card", "fin.iban")}}]}
                """,
        }.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Value), StringComparer.Ordinal);
    }

    /// <summary>Writes the bundle, signed, and points to it.</summary>
    public string Publish(string policyFolder, params ReadOnlySpan<NoteSigner> signers)
    {
        var hash = Store(policyFolder, signers);
        PointTo(policyFolder, hash);
        return hash;
    }

    /// <summary>Lays the bundle at its place without putting it in force.</summary>
    public string Store(string policyFolder, params ReadOnlySpan<NoteSigner> signers)
    {
        var files = Files();
        var hash = PolicyBundle.ComputeHash(files);
        var folder = Path.Combine(policyFolder, "bundles", hash);
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content.Span);
        }

        if (signers.Length > 0) File.WriteAllBytes(Path.Combine(folder, "SIGNATURES"), SignedNote.Create(Encoding.UTF8.GetBytes($"tandem-bundle/v1\ntest\n{Version}\n{hash}\n"), signers));
        return hash;
    }

    public static void PointTo(string policyFolder, string hash)
    {
        var temporary = Path.Combine(policyFolder, "active.new");
        File.WriteAllText(temporary, hash + "\n");
        File.Move(temporary, Path.Combine(policyFolder, "active"), overwrite: true);
    }

    private static string Rule(string id, string phase, string when, string effect, string reason, params string[] classes)
    {
        var with = classes.Length == 0 ? "" : $"\"with\":{{\"classes\":[{string.Join(',', classes.Select(type => $"\"{type}\""))}]}},";
        return $$"""{"id":"{{id}}","v":1,"title":"{{id}}","phase":"{{phase}}","layer":"organisation","when":"{{when}}","effect":"{{effect}}",{{with}}"reason":"{{reason}}","controls":["iso27001:A.5.12"],"owner":"owner@example.org"}""";
    }
}
