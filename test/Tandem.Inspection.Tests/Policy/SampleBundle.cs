using System.Text;
using System.Text.Json;
using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy;

/// <summary>The good bundle with other rules.</summary>
internal static class SampleBundle
{
    public static PolicyBundle With(params IEnumerable<SampleRule> rules) => BundleFolder.Load(Files(rules));

    public static Dictionary<string, ReadOnlyMemory<byte>> Files(params IEnumerable<SampleRule> rules)
    {
        var files = BundleFolder.Good();
        files.Remove("tests/base.json");
        files["rules/base.json"] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { rules = rules.Select(Json) }));
        return files;
    }

    private static object Json(SampleRule rule) => new
    {
        id = rule.Id,
        v = 1,
        phase = rule.Phase,
        layer = rule.Layer,
        when = rule.When,
        unless = rule.Unless,
        effect = rule.Effect,
        with = rule.Classes is null ? null : new { classes = rule.Classes },
        reason = rule.Reason,
        owner = "ada@example.org",
        expires = rule.Expires,
    };
}

internal sealed record SampleRule(string Id, string Effect, string When)
{
    public string Phase { get; init; } = "request";

    public string Layer { get; init; } = "organisation";

    public string? Unless { get; init; }

    public string[]? Classes { get; init; }

    public string Reason { get; init; } = "WHY";

    public string? Expires { get; init; }
}
