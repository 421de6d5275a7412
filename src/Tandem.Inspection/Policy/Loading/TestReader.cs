using Tandem.Inspection.Policy.Testing;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads one file of <c>tests/</c>: facts by the names that rules use, and what is expected of them.</summary>
internal sealed class TestReader(ClassTable classes, DateTimeOffset defaultNow)
{
    private static readonly string[] Phases = ["admit", "request", "response"];

    public List<BundleTest> Read(BundleFile file, JsonNode root)
    {
        var tests = new List<BundleTest>();
        if (RecordReader.Of(file, root, "the file of tests") is not { } record)
            return tests;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in record.List("tests", isRequired: true))
        {
            if (Test(file, node) is not { } test)
                continue;
            if (names.Add(test.Name))
                tests.Add(test);
            else
                file.Problem(node, $"test `{test.Name}` appears twice; choose another name");
        }

        record.End();
        return tests;
    }

    private BundleTest? Test(BundleFile file, JsonNode node)
    {
        if (RecordReader.Of(file, node, "the test") is not { } record)
            return null;
        var name = record.Text("name", TextShape.Line);
        var phase = record.Word("phase", Phases);
        var facts = record.Record("facts", "the facts", isRequired: true) is { } factRecord ? Facts(factRecord) : null;
        var expected = record.Record("expect", "the expectation", isRequired: true);
        var effect = expected?.Word("effect", EffectText.All);
        var rules = Expected(expected, "rules", TextShape.Line);
        var reasons = Expected(expected, "reasons", TextShape.Reason);
        var redacted = Expected(expected, "classes", TextShape.TypeName);
        expected?.End();
        record.End();
        if (name is null || phase is null || facts is null || effect is null || !EffectText.TryParse(effect, out var wanted))
            return null;
        var line = file.PlaceOf(node.Offset).Line;
        return new BundleTest(file.Path, line, name, (PolicyPhase)Array.IndexOf(Phases, phase), facts, wanted, rules, reasons, redacted);
    }

    private static IReadOnlyList<string>? Expected(RecordReader? record, string name, TextShape shape) =>
        record?.Find(name) is null ? null : record.Texts(name, shape);

    private PolicyFacts Facts(RecordReader record)
    {
        var classesIn = Counts(record, "classes_in");
        var classesOut = Counts(record, "classes_out");
        string[] levels = [.. classes.Levels, "none"];
        var facts = new PolicyFacts
        {
            Subject = Subject(record.Record("subject", "`subject`", isRequired: false)),
            Upstream = Upstream(record.Record("upstream", "`upstream`", isRequired: false)),
            System = System(record.Record("system", "`system`", isRequired: false)),
            Route = Text(record, "route"),
            Purpose = Text(record, "purpose"),
            AiSystem = record.OptionalText("ai_system", TextShape.Line) ?? "none",
            Action = Text(record, "action"),
            UseAllowed = record.Truth("use_allowed", false),
            Now = record.Time("now", isRequired: false) ?? defaultNow,
            Model = Text(record, "model"),
            ClassesIn = classesIn,
            LevelIn = record.Find("level_in") is null ? classes.HighestLevel(classesIn.Keys) : record.Word("level_in", levels) ?? "none",
            Stream = record.Truth("stream", false),
            Tools = record.Texts("tools", TextShape.Line),
            BodyBytes = record.Number("body_bytes", 0, long.MaxValue, 0),
            Uninspected = record.Number("uninspected", 0, long.MaxValue, 0),
            ClassesOut = classesOut,
            LevelOut = record.Find("level_out") is null ? classes.HighestLevel(classesOut.Keys) : record.Word("level_out", levels) ?? "none",
        };
        record.End();
        return facts;
    }

    private static string Text(RecordReader record, string name) => record.OptionalText(name, TextShape.Line) ?? "";

    private static SubjectFacts Subject(RecordReader? record)
    {
        if (record is null)
            return new SubjectFacts();
        var subject = new SubjectFacts
        {
            Id = Text(record, "id"),
            App = Text(record, "app"),
            Roles = record.Texts("roles", TextShape.Line),
            Auth = record.Word("auth", ["none", "verified-jwt", "key"], hasDefault: true) ?? "none",
        };
        record.End();
        return subject;
    }

    private static UpstreamFacts Upstream(RecordReader? record)
    {
        if (record is null)
            return new UpstreamFacts();
        var upstream = new UpstreamFacts { Name = Text(record, "name"), Region = Text(record, "region") };
        record.End();
        return upstream;
    }

    private static InventorySystem? System(RecordReader? record)
    {
        if (record is null)
            return null;
        var system = new InventorySystem
        {
            Key = record.OptionalText("key", TextShape.Key) ?? "test",
            Name = "test",
            Applications = record.Texts("applications", TextShape.Line),
            IntendedUses = record.Texts("intended_uses", TextShape.Line),
            AllowedRoles = record.Texts("allowed_roles", TextShape.Line),
            RiskClass = record.OptionalText("risk_class", TextShape.Line) ?? "none",
        };
        record.End();
        return system;
    }

    private static Dictionary<string, long> Counts(RecordReader record, string name)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (record.Record(name, $"`{name}`", isRequired: false) is not { } types)
            return counts;
        foreach (var (type, offset, value) in types.Node.Members)
        {
            if (!TypePattern.IsWellFormed(type) || type[^1] is '.' or '*')
                record.File.Problem(offset, $"`{type}` is not a detector type; write one such as fin.iban");
            else if (value.Kind != JsonKind.Number || value.Number < 1)
                record.File.Problem(value, "a count is a whole number from 1; leave types without findings out");
            else
                counts[type] = value.Number;
        }

        return counts;
    }
}
