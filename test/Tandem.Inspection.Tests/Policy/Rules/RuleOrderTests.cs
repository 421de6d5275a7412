using FsCheck;
using FsCheck.Fluent;
using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy.Rules;

/// <summary>The outcome depends on the set of rules, never on their order or on the files they stand in.</summary>
public sealed class RuleOrderTests
{
    private static readonly string[] Conditions =
        ["stream", "!stream", "route == 'chat'", "body_bytes > 5", "1 / body_bytes > 0", "classes_in['fin.iban'] > 0", "'a' in tools", "tools[0] == 'a'"];

    private static readonly string[] Layers = ["organisation", "ai-system:AIS-0001", "route:chat"];

    private static readonly Gen<SampleRule> Rule =
        from effect in Gen.Elements("allow", "redact", "block")
        from when in Gen.Elements(Conditions)
        from unless in Gen.Elements([null, .. Conditions])
        from layer in Gen.Elements(Layers)
        select new SampleRule("", effect, when)
        {
            Unless = unless == when ? null : unless,
            Layer = layer,
            Classes = effect == "redact" ? ["fin.iban"] : null,
            Reason = "R_" + effect.ToUpperInvariant(),
        };

    private static readonly Gen<PolicyFacts> Facts =
        from stream in Gen.Elements(true, false)
        from route in Gen.Elements("chat", "messages")
        from system in Gen.Elements("AIS-0001", "AIS-0002", "none")
        from bytes in Gen.Choose(0, 10)
        from ibans in Gen.Choose(0, 1)
        from tools in Gen.Elements<string[]>([], ["a"], ["b", "a"])
        select new PolicyFacts
        {
            Now = BundleFolder.Now,
            Stream = stream,
            Route = route,
            AiSystem = system,
            BodyBytes = bytes,
            ClassesIn = ibans == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["fin.iban"] = ibans },
            Tools = tools,
        };

    [Fact]
    public void Decide_RulesInAnyOrder_GivesTheSameDecision()
    {
        var cases =
            from rules in Rule.ListOf(12)
            from order in Gen.Shuffle(Enumerable.Range(0, 12).ToArray())
            from facts in Facts
            select (rules, order, facts);
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            // What the analysis refuses (rules that can never decide) is not a bundle, so equal conditions are thinned out first.
            var rules = sample.rules.DistinctBy(rule => (rule.When, rule.Unless, rule.Layer)).Select((rule, i) => rule with { Id = $"r{i}" }).ToList();
            var shuffled = sample.order.Where(i => i < rules.Count).Select(i => rules[i]).ToList();

            var one = SampleBundle.With(rules).Decide(PolicyPhase.Request, sample.facts);
            var other = SampleBundle.With(shuffled).Decide(PolicyPhase.Request, sample.facts);

            Assert.Equivalent(one, other, strict: true);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 7));
    }

    [Theory]
    [InlineData("ai-system:AIS-0001")]
    [InlineData("route:chat")]
    public void Decide_WithALowerLayer_IsNeverWeakerThanWithoutIt(string layer)
    {
        var cases =
            from rules in Rule.ListOf(10)
            from facts in Facts
            select (rules, facts);
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var rules = sample.rules.DistinctBy(rule => (rule.When, rule.Unless, rule.Layer)).Select((rule, i) => rule with { Id = $"r{i}" }).ToList();

            var without = SampleBundle.With(rules.Where(rule => rule.Layer != layer)).Decide(PolicyPhase.Request, sample.facts);
            var with = SampleBundle.With(rules).Decide(PolicyPhase.Request, sample.facts);

            Assert.True(with.Effect >= without.Effect);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 7));
    }
}
