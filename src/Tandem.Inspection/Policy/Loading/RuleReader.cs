using System.Globalization;
using Tandem.Inspection.Policy.Cel;
using Tandem.Inspection.Policy.Rules;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads one file of <c>rules/</c>: every rule is parsed, checked against the schema and compiled.</summary>
internal sealed class RuleReader(FactSchema schema, Inventory? inventory, IReadOnlyList<RouteDefinition>? routes)
{
    private static readonly string[] Phases = ["admit", "request", "response"];
    private static readonly string[] LaterPhases = ["tool", "close"];

    public List<RuleSource> Read(BundleFile file, JsonNode root)
    {
        var rules = new List<RuleSource>();
        if (RecordReader.Of(file, root, "the file of rules") is not { } record)
            return rules;
        foreach (var node in record.List("rules", isRequired: true))
        {
            if (Rule(file, node) is { } rule)
                rules.Add(rule);
        }

        record.End();
        return rules;
    }

    private RuleSource? Rule(BundleFile file, JsonNode node)
    {
        if (RecordReader.Of(file, node, "the rule") is not { } record)
            return null;
        var id = record.Text("id", TextShape.Name);
        if (record.Require("v") is null)
            id = null;
        var version = record.Number("v", 1, 1_000_000, 1);
        record.OptionalText("title", TextShape.Line);
        var phase = Phase(record);
        var layer = Layer(record);
        var effect = Effect(record, phase);
        var classes = Classes(record, effect);
        var reason = record.Text("reason", TextShape.Reason);
        var controls = record.Texts("controls", TextShape.Control);
        var requirements = record.Texts("requirements", TextShape.Requirement);
        var owner = record.Text("owner", TextShape.Line);
        var expires = record.Time("expires", isRequired: false);
        var whenNode = record.Require("when");
        var unlessNode = record.Find("unless");
        var when = Condition(record, "when", whenNode, phase);
        var unless = Condition(record, "unless", unlessNode, phase);
        record.End();
        if (id is null || phase is null || layer is null || effect is null || reason is null || owner is null || when is null
            || (unlessNode is not null && unless is null))
            return null;
        var rule = new PolicyRule(layer.Value, CelEvaluator.Compile(when), unless is null ? null : CelEvaluator.Compile(unless))
        {
            Id = id,
            Version = (int)version,
            Name = string.Create(CultureInfo.InvariantCulture, $"{id}@{version}"),
            Phase = phase.Value,
            Effect = effect.Value,
            Classes = classes,
            Reason = reason,
            Controls = controls,
            Requirements = requirements,
            Owner = owner,
            Expires = expires,
        };
        return new RuleSource(rule, file, node, whenNode!, when, unlessNode, unless);
    }

    private static PolicyPhase? Phase(RecordReader record)
    {
        if (record.Find("phase") is { Kind: JsonKind.Text } node && LaterPhases.Contains(node.Text))
        {
            record.File.Problem(node, $"phase `{node.Text}` is known but not carried out by this version; use {string.Join(", ", Phases)}");
            return null;
        }

        return record.Word("phase", Phases) is { } word ? (PolicyPhase)Array.IndexOf(Phases, word) : null;
    }

    private RuleLayer? Layer(RecordReader record)
    {
        if (record.Text("layer", TextShape.Line) is not { } text)
            return null;
        var node = record.Find("layer")!;
        if (!RuleLayer.TryParse(text, out var layer))
            record.File.Problem(node, "`layer` must be organisation, ai-system:KEY or route:NAME; choose one");
        else if (layer.Scope == RuleScope.AiSystem && inventory is not null && inventory.Find(layer.Name) is null)
            record.File.Problem(node, $"there is no AI system `{layer.Name}`; name one of inventory.json");
        else if (layer.Scope == RuleScope.Route && routes is not null && routes.All(route => route.Name != layer.Name))
            record.File.Problem(node, $"there is no route `{layer.Name}`; name one of routes.json");
        else
            return layer;
        return null;
    }

    private static Effect? Effect(RecordReader record, PolicyPhase? phase)
    {
        if (record.Word("effect", EffectText.All) is not { } word || !EffectText.TryParse(word, out var effect))
            return null;
        var node = record.Find("effect")!;
        if (effect is not (Policy.Effect.Allow or Policy.Effect.Redact or Policy.Effect.Block))
            record.File.Problem(node, $"effect `{word}` is known but not carried out by this version; use allow, redact or block");
        else if (effect == Policy.Effect.Redact && phase == PolicyPhase.Admit)
            record.File.Problem(node, "there is no text yet in phase admit; use redact in phase request or response");
        else
            return effect;
        return null;
    }

    private static IReadOnlyList<string> Classes(RecordReader record, Effect? effect)
    {
        var with = record.Find("with");
        if (effect is null)
            return [];
        if (effect != Policy.Effect.Redact)
        {
            if (with is not null)
                record.File.Problem(with, "`with` belongs to redact; remove it");
            return [];
        }

        if (record.Record("with", "`with`", isRequired: true) is not { } parameters)
            return [];
        var classes = parameters.Texts("classes", TextShape.TypeName, isRequired: true);
        if (parameters.Find("classes") is { Kind: JsonKind.List, Items.Count: 0 } empty)
            record.File.Problem(empty, "a redact rule names the types to remove; add at least one");
        parameters.End();
        return classes;
    }

    private CheckedExpression? Condition(RecordReader record, string name, JsonNode? node, PolicyPhase? phase)
    {
        if (node is null || record.TextOf(node, name, TextShape.Expression) is not { } text)
            return null;
        if (CelParser.Parse(text, out var error) is not { } tree)
        {
            record.File.ProblemInText(node, error.Position, error.Message);
            return null;
        }

        if (phase is null)
            return null;
        var errors = new List<CelError>();
        var result = CelChecker.Check(tree, schema, phase.Value, errors);
        foreach (var found in errors)
            record.File.ProblemInText(node, found.Position, found.Message);
        return result;
    }
}
