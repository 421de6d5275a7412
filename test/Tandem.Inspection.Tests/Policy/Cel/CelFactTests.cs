using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy.Cel;

public sealed class CelFactTests
{
    private static readonly PolicyFacts Facts = new()
    {
        Subject = new SubjectFacts { Id = "u1", App = "claims", Roles = ["clerk", "lead"], Auth = "key" },
        Upstream = new UpstreamFacts { Name = "local", Region = "in-house" },
        Route = "chat",
        Purpose = "claims-handling",
        AiSystem = "AIS-0001",
        Action = "chat.completions",
        UseAllowed = true,
        Now = new DateTimeOffset(2026, 11, 21, 12, 30, 0, TimeSpan.FromHours(1)),
        Model = "gpt-5-mini",
        ClassesIn = new Dictionary<string, long> { ["fin.iban"] = 2, ["secret.jwt"] = 1 },
        LevelIn = "restricted",
        Stream = true,
        Tools = ["search", "send_mail"],
        BodyBytes = 2048,
        Uninspected = 1,
        ClassesOut = new Dictionary<string, long> { ["pii.email"] = 3 },
        LevelOut = "internal",
    };

    private static readonly InventorySystem System = new()
    {
        Key = "AIS-0001",
        Name = "Claims",
        Applications = ["claims"],
        IntendedUses = ["claims-handling"],
        AllowedRoles = ["clerk"],
        RiskClass = "high",
    };

    [Theory]
    [InlineData("subject.id == 'u1' && subject.app == 'claims' && subject.auth == 'key'")]
    [InlineData("'lead' in subject.roles && size(subject.roles) == 2 && subject.roles == ['clerk', 'lead'] && subject.roles[1] == 'lead'")]
    [InlineData("upstream.name == 'local' && upstream.region == 'in-house'")]
    [InlineData("route == 'chat' && purpose == 'claims-handling' && ai_system == 'AIS-0001' && action.startsWith('chat.')")]
    [InlineData("use_allowed && stream && uninspected == 1 && body_bytes == 2048")]
    [InlineData("now == timestamp('2026-11-21T11:30:00Z')")]
    [InlineData("model.matches('^gpt-[0-9](-mini)?$')")]
    [InlineData("classes_in['fin.iban'] == 2 && classes_in['fin.credit_card'] == 0 && size(classes_in) == 2")]
    [InlineData("'secret.jwt' in classes_in && !('secret.' in classes_in)")]
    [InlineData("classes_in.exists(type, type.startsWith('secret.') && classes_in[type] == 1)")]
    [InlineData("classes_in.all(type, type.contains('.'))")]
    [InlineData("level_in == 'restricted' && level_out in ['none', 'internal'] && classes_out['pii.email'] == 3")]
    [InlineData("tools.exists(tool, tool.startsWith('send'))")]
    [InlineData("subject.roles.exists(role, role in system.allowed_roles) && system.key == ai_system")]
    [InlineData("system.risk_class == 'high' && purpose in system.intended_uses && subject.app in system.applications")]
    [InlineData("has(subject.id) && has(subject.roles) && has(system.risk_class)")]
    [InlineData("(stream ? classes_in : classes_out)['fin.iban'] == 2 && (stream ? subject.roles : tools)[0] == 'clerk'")]
    [InlineData("(stream ? [] : ['x']) == [] && !(route in (stream ? [] : ['chat']))")]
    public void Condition_OnFacts_IsTrue(string condition) => Assert.Equal((true, null), Conditions.Evaluate(condition, Facts, System));

    [Theory]
    [InlineData("has(subject.id) || has(subject.app) || has(subject.roles) || has(upstream.region)")]
    [InlineData("classes_in.exists(type, true) || size(classes_in) > 0 || use_allowed || stream")]
    [InlineData("ai_system != 'none' || level_in != 'none' || subject.auth != 'none'")]
    [InlineData("subject.roles.exists(role, role in system.allowed_roles)")]
    public void Condition_OnAbsentFacts_IsFalse(string condition) => Assert.Equal((false, null), Conditions.Evaluate(condition));

    [Fact]
    public void Condition_OutsideAList_IsAnErrorAndNotAnException() =>
        Assert.Equal((false, "index is outside the list at character 14 of the condition"), Conditions.Evaluate("subject.roles[0] == 'a'"));

    [Fact]
    public void Quantifier_OverTooManyElements_IsAnError()
    {
        var facts = Facts with { Tools = [.. Enumerable.Range(0, 200).Select(i => $"t{i}")] };

        var (value, error) = Conditions.Evaluate("tools.all(a, tools.all(b, size(a) > 0 && size(b) > 0))", facts);

        Assert.False(value);
        Assert.StartsWith("exists() and all() visited more than 10000 elements", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PolicyPhase.Admit, "classes_in['x'] > 0", "request")]
    [InlineData(PolicyPhase.Admit, "model == 'x'", "request")]
    [InlineData(PolicyPhase.Request, "level_out == 'internal'", "response")]
    public void Condition_OnAFactOfALaterPhase_IsRefused(PolicyPhase phase, string condition, string laterPhase)
    {
        var error = Assert.Single(Conditions.Errors(condition, phase));
        Assert.EndsWith($"move the rule to phase {laterPhase}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checker_SeveralMistakes_ReportsAllOfThem() =>
        Assert.Equal([0, 10, 32], Conditions.Errors("nobody && nothing.ever && model > 1").Select(error => error.Position));
}
