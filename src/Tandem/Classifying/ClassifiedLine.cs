using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Inspection.Classification;
using Tandem.Inspection.Policy;

namespace Tandem.Classifying;

/// <summary>One line of <c>tandem classify</c>: a text or a request body in, findings and the verdict of a policy out.</summary>
internal sealed class ClassifiedLine(Classifier classifier, PolicyBundle policy, TimeProvider time)
{
    /// <param name="line">A JSON object with <c>id</c> and either <c>text</c> or <c>request</c>.</param>
    /// <returns>A JSON object on one line, or one with <c>error</c> when the line is no such object.</returns>
    public string Of(string line)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(line);
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            return new JsonObject { ["error"] = $"the line is no JSON: {error.Message}" }.ToJsonString();
        }

        var answer = new JsonObject();
        if (root.ValueKind is JsonValueKind.Object && root.TryGetProperty("id", out var id))
            answer["id"] = JsonNode.Parse(id.GetRawText());
        var texts = Texts(root);
        if (texts is null)
        {
            answer["error"] = "a line needs `text` (a string) or `request` (an object)";
            return answer.ToJsonString();
        }

        var findings = new JsonArray();
        var classes = new Dictionary<string, long>(StringComparer.Ordinal);
        var isWhole = true;
        foreach (var (path, text) in texts)
            isWhole &= Scan(path, text, findings, classes);
        answer["findings"] = findings;
        answer["verdict"] = (isWhole ? Verdict(classes) : Effect.Block).ToText();
        if (!isWhole)
            answer["reason"] = "SCAN_BUDGET"; // as at the gateway: what could not be read to its end does not pass
        return answer.ToJsonString();
    }

    /// <returns>False when the text costs more steps than its length allows, so that not all of it was read.</returns>
    private bool Scan(string path, string text, JsonArray findings, Dictionary<string, long> classes)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = new List<Finding>();
        var budget = ScanBudget.ForLength(bytes.Length);
        classifier.Scan(bytes, SegmentProvenance.User, found, ref budget);
        foreach (var finding in found)
        {
            classes[finding.Type] = classes.GetValueOrDefault(finding.Type) + 1;
            findings.Add((JsonNode)new JsonObject
            {
                ["type"] = finding.Type,
                ["start"] = CodePointOffsets.FromBytes(bytes, finding.Start),
                ["end"] = CodePointOffsets.FromBytes(bytes, finding.End),
                ["score"] = Math.Round(finding.Score, 3),
                ["level"] = policy.LevelOf(finding.Type),
                ["path"] = path.Length is 0 ? finding.Path : finding.Path.Length is 0 ? path : $"{path}>{finding.Path}",
            });
        }

        return !budget.IsExceeded;
    }

    /// <summary>What the policy would do with a prompt of these classes from a caller whom everything else permits.</summary>
    private Effect Verdict(Dictionary<string, long> classes) => policy.Decide(PolicyPhase.Request, new PolicyFacts
    {
        Now = time.GetUtcNow(),
        UseAllowed = true,
        ClassesIn = classes,
        LevelIn = classes.Count is 0 ? "none" : policy.Classes.HighestLevel(classes.Keys),
    }).Effect;

    private static List<(string Path, string Text)>? Texts(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            return null;
        if (root.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String)
            return [("", text.GetString()!)];
        if (!root.TryGetProperty("request", out var request) || request.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return null;
        var texts = new List<(string, string)>();
        Walk(request, "$", texts);
        return texts;
    }

    private static void Walk(JsonElement element, string path, List<(string, string)> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                texts.Add((path, element.GetString()!));
                break;
            case JsonValueKind.Array:
                var number = 0;
                foreach (var item in element.EnumerateArray())
                    Walk(item, $"{path}[{number++}]", texts);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Walk(member.Value, $"{path}.{member.Name}", texts);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                throw new InvalidOperationException("unknown kind of JSON value");
        }
    }
}
