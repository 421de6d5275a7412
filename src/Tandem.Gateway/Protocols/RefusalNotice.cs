using System.Text.Json;

namespace Tandem.Gateway.Protocols;

/// <summary>What a refusal says, before it is put into a dialect.</summary>
internal sealed record RefusalNotice(RefusalReason Reason, string DecisionId, string? Detail, IReadOnlyList<string> RuleReasons)
{
    /// <summary>One line for a person: what happened, the id to quote, where to read on.</summary>
    public string Message
    {
        get
        {
            var rules = RuleReasons.Count == 0 ? "" : $" ({string.Join(", ", RuleReasons)})";
            return $"{Detail ?? Reason.Sentence}{rules} [{Reason.Code}, decision {DecisionId}]; {Help}";
        }
    }

    public string Help => $"see docs/errors.md#{Reason.Code.ToLowerInvariant()}";

    /// <summary>The members that no dialect has of its own: clients keep them, programs can read them.</summary>
    public void WriteDetails(Utf8JsonWriter json)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in RuleReasons) json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteString("decision", DecisionId);
        json.WriteString("help", Help);
    }
}
