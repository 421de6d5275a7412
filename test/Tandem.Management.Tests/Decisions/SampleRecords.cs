using System.Text.Json.Nodes;

namespace Tandem.Management.Tests.Decisions;

/// <summary>Record lines as the gateway writes them, with every member.</summary>
internal static class SampleRecords
{
    internal static JsonObject Complete() => new()
    {
        ["v"] = 1,
        ["log"] = "gw.example/ledger",
        ["w"] = "gw1",
        ["n"] = 12,
        ["prev"] = new string('a', 64),
        ["t"] = "2026-11-21T03:31:00.123456Z",
        ["m"] = 1,
        ["boot"] = "b",
        ["kind"] = "outcome",
        ["req"] = "0193-req",
        ["ref"] = 11,
        ["tenant"] = "default",
        ["sub"] = "0123456789abcdef0123456789abcdef",
        ["app"] = "claims",
        ["roles"] = new JsonArray("agent"),
        ["auth"] = "key",
        ["src"] = "loopback",
        ["act"] = "chat.completions",
        ["route"] = "chat",
        ["use"] = "claims-triage",
        ["ai"] = "AIS-0001",
        ["dec"] = "redact",
        ["reason"] = new JsonArray("CARD_REDACTED"),
        ["rules"] = new JsonArray("redact-cards@1"),
        ["tr"] = new JsonObject { ["redact"] = 1 },
        ["prov"] = "mock",
        ["model"] = "gpt-small",
        ["modelVer"] = new JsonObject { ["asked"] = "gpt-small", ["reported"] = "gpt-small-2026-10" },
        ["ep"] = "http://127.0.0.1:7190",
        ["pol"] = "starter@1",
        ["polH"] = new string('b', 64),
        ["polAuthor"] = "ann",
        ["polApprovers"] = new JsonArray("bob"),
        ["inFp"] = new string('c', 64),
        ["outFp"] = new string('d', 64),
        ["class"] = new JsonObject { ["fin.credit_card"] = 1 },
        ["classOut"] = new JsonObject(),
        ["level"] = "confidential",
        ["rag"] = new JsonArray(),
        ["resp"] = "clean",
        ["hrev"] = new JsonObject { ["status"] = "none", ["ref"] = "none" },
        ["tok"] = new JsonObject { ["in"] = 12, ["out"] = 34, ["src"] = "reported" },
        ["cost"] = -1,
        ["us"] = new JsonObject { ["admit"] = 10, ["total"] = 5000 },
        ["ret"] = "P3Y",
        ["cov"] = new JsonObject { ["bytesIn"] = 100, ["bytesScanned"] = 80, ["segments"] = 1, ["uninspected"] = 0, ["bytesOut"] = 200 },
        ["stream"] = false,
        ["status"] = 200,
        ["end"] = "complete",
        ["ups"] = 200,
        ["pd"] = "none",
    };

    /// <summary>A decision that lets the request go on; its outcome follows.</summary>
    internal static JsonObject Pending(string request)
    {
        var record = Complete();
        record["kind"] = "decision";
        record["req"] = request;
        record["ref"] = -1;
        record["end"] = "pending";
        (record["resp"], record["outFp"]) = ("none", "none");
        (record["status"], record["ups"]) = (0, 0);
        return record;
    }

    internal static JsonObject Refused(string reason)
    {
        var record = Complete();
        record["kind"] = "decision";
        record["ref"] = -1;
        record["dec"] = "block";
        record["end"] = "refused";
        record["reason"] = new JsonArray(reason);
        foreach (var member in new[] { "sub", "app", "auth", "ai", "prov", "model", "ep", "inFp", "outFp", "resp" })
            record[member] = "none";
        record["modelVer"] = new JsonObject { ["asked"] = "none", ["reported"] = "none" };
        return record;
    }
}
