using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy.Rules;

public sealed class RuleSetTests
{
    private static readonly PolicyFacts Facts = new()
    {
        Now = BundleFolder.Now,
        AiSystem = "AIS-0001",
        Route = "chat",
        Model = "small",
        ClassesIn = new Dictionary<string, long> { ["fin.iban"] = 1 },
    };

    private static readonly SampleRule Open = new("open", "allow", "true") { Reason = "OPEN" };

    [Fact]
    public void Decide_NothingMatches_BlocksByDefault()
    {
        var decision = SampleBundle.With(Open with { When = "stream" }).Decide(PolicyPhase.Request, Facts);

        Assert.Equal(Effect.Block, decision.Effect);
        Assert.Empty(decision.Rules);
        Assert.Equal(["POLICY_BLOCK", "NO_RULE_ALLOWS"], decision.Reasons);
    }

    [Theory]
    [InlineData(PolicyPhase.Admit, "POLICY_BLOCK")]
    [InlineData(PolicyPhase.Response, "RESPONSE_BLOCK")]
    public void Decide_PhaseWithoutRules_BlocksByDefault(PolicyPhase phase, string reason)
    {
        var decision = SampleBundle.With(Open).Decide(phase, Facts);

        Assert.Equal(Effect.Block, decision.Effect);
        Assert.Equal([reason, "NO_RULE_ALLOWS"], decision.Reasons);
    }

    [Fact]
    public void Decide_AllowAlone_Allows()
    {
        var decision = SampleBundle.With(Open).Decide(PolicyPhase.Request, Facts);

        Assert.Equal(Effect.Allow, decision.Effect);
        Assert.Equal(["open@1"], decision.Rules);
        Assert.Equal(["OPEN"], decision.Reasons);
    }

    [Fact]
    public void Decide_SeveralEffects_TakesTheStrongest()
    {
        var redact = new SampleRule("redact", "redact", "classes_in['fin.iban'] > 0") { Classes = ["fin.iban", "secret."] };
        var more = new SampleRule("more", "redact", "model == 'small'") { Classes = ["fin.iban", "fin.credit_card"] };
        var block = new SampleRule("shut", "block", "body_bytes > 10") { Reason = "TOO_MUCH" };
        var bundle = SampleBundle.With(Open, redact, more, block);

        var redacted = bundle.Decide(PolicyPhase.Request, Facts);
        var blocked = bundle.Decide(PolicyPhase.Request, Facts with { BodyBytes = 11 });

        Assert.Equal(Effect.Redact, redacted.Effect);
        Assert.Equal(["more@1", "open@1", "redact@1"], redacted.Rules);
        Assert.Equal(["WHY", "OPEN"], redacted.Reasons);
        Assert.Equal(["fin.credit_card", "fin.iban", "secret."], redacted.Classes);
        Assert.True(redacted.Redacts("secret.jwt"));
        Assert.False(redacted.Redacts("pii.email"));
        Assert.Equal(Effect.Block, blocked.Effect);
        Assert.Equal(["shut@1"], blocked.Rules);
        Assert.Equal(["POLICY_BLOCK", "TOO_MUCH"], blocked.Reasons);
        Assert.Empty(blocked.Classes);
    }

    [Fact]
    public void Decide_RedactWithoutAllow_BlocksBecauseRedactOpensNothing()
    {
        var redact = new SampleRule("redact", "redact", "true") { Classes = ["*"] };

        Assert.Equal(Effect.Block, SampleBundle.With(redact).Decide(PolicyPhase.Request, Facts).Effect);
    }

    [Theory]
    [InlineData("ai-system:AIS-0001")]
    [InlineData("route:chat")]
    public void Decide_AllowBelow_UndoesNoBlockAbove(string layer)
    {
        var shut = new SampleRule("shut", "block", "model == 'small'");
        var below = new SampleRule("below", "allow", "true") { Layer = layer };

        Assert.Equal(Effect.Block, SampleBundle.With(Open, shut, below).Decide(PolicyPhase.Request, Facts).Effect);
    }

    [Theory]
    [InlineData("ai-system:AIS-0001")]
    [InlineData("route:chat")]
    public void Decide_AllowBelow_OpensNothingThatTheOrganisationLeavesClosed(string layer)
    {
        var below = new SampleRule("below", "allow", "true") { Layer = layer };

        Assert.Equal(Effect.Block, SampleBundle.With(below).Decide(PolicyPhase.Request, Facts).Effect);
    }

    [Theory]
    [InlineData("ai-system:AIS-0001", "model == 'small'", Effect.Allow)]
    [InlineData("ai-system:AIS-0001", "model == 'large'", Effect.Block)]
    [InlineData("ai-system:AIS-0002", "model == 'large'", Effect.Allow)]
    [InlineData("route:chat", "model == 'small'", Effect.Allow)]
    [InlineData("route:chat", "model == 'large'", Effect.Block)]
    [InlineData("route:messages", "model == 'large'", Effect.Allow)]
    public void Decide_AllowBelow_ClosesWhatItDoesNotAllow(string layer, string when, Effect expected)
    {
        var below = new SampleRule("below", "allow", when) { Layer = layer };

        Assert.Equal(expected, SampleBundle.With(Open, below).Decide(PolicyPhase.Request, Facts).Effect);
    }

    [Fact]
    public void Decide_BlockBelow_AppliesToItsLayerOnly()
    {
        var bundle = SampleBundle.With(Open, new SampleRule("below", "block", "true") { Layer = "ai-system:AIS-0001" });

        Assert.Equal(Effect.Block, bundle.Decide(PolicyPhase.Request, Facts).Effect);
        Assert.Equal(Effect.Allow, bundle.Decide(PolicyPhase.Request, Facts with { AiSystem = "AIS-0002" }).Effect);
    }

    [Fact]
    public void Decide_Unless_TakesTheExceptionOut()
    {
        var shut = new SampleRule("shut", "block", "model == 'small'") { Unless = "'analyst' in subject.roles" };
        var bundle = SampleBundle.With(Open, shut);
        var analyst = Facts with { Subject = new SubjectFacts { Roles = ["analyst"] } };

        Assert.Equal(Effect.Block, bundle.Decide(PolicyPhase.Request, Facts).Effect);
        Assert.Equal(Effect.Allow, bundle.Decide(PolicyPhase.Request, analyst).Effect);
    }

    [Fact]
    public void Decide_ExpiredRule_NoLongerCounts()
    {
        var bundle = SampleBundle.With(Open, new SampleRule("shut", "block", "model == 'small'") { Expires = "2026-11-21T12:00:01Z" });

        Assert.Equal(Effect.Block, bundle.Decide(PolicyPhase.Request, Facts).Effect);
        Assert.Equal(Effect.Allow, bundle.Decide(PolicyPhase.Request, Facts with { Now = BundleFolder.Now.AddSeconds(1) }).Effect);
    }

    [Fact]
    public void Decide_ExpiredAllowBelow_StaysAGate()
    {
        var below = new SampleRule("below", "allow", "true") { Layer = "route:chat", Expires = "2026-06-01T00:00:00Z" };

        Assert.Equal(Effect.Block, SampleBundle.With(Open, below).Decide(PolicyPhase.Request, Facts).Effect);
    }

    [Fact]
    public void Decide_ErrorInABlockOrRedactRule_CountsAsMatch()
    {
        var redact = new SampleRule("redact", "redact", "1 / body_bytes == 1") { Classes = ["*"] };
        var block = new SampleRule("shut", "block", "tools[0] == 'x'");

        var redacted = SampleBundle.With(Open, redact).Decide(PolicyPhase.Request, Facts);
        var blocked = SampleBundle.With(Open, block).Decide(PolicyPhase.Request, Facts);

        Assert.Equal(Effect.Redact, redacted.Effect);
        Assert.Equal(["redact@1: division by zero at character 3 of the condition"], redacted.Errors);
        Assert.Equal(Effect.Block, blocked.Effect);
        Assert.Equal(["shut@1: index is outside the list at character 6 of the condition"], blocked.Errors);
    }

    [Fact]
    public void Decide_ErrorInAnAllowRule_CountsAsNoMatch()
    {
        var decision = SampleBundle.With(Open with { When = "1 / body_bytes == 1 || stream" }).Decide(PolicyPhase.Request, Facts);

        Assert.Equal(Effect.Block, decision.Effect);
        Assert.Single(decision.Errors);
    }

    [Fact]
    public void Decide_ErrorInAnException_LeavesNoWayOut()
    {
        var block = new SampleRule("shut", "block", "model == 'small'") { Unless = "1 / body_bytes == 1" };
        var allow = Open with { Unless = "1 / body_bytes == 1" };

        Assert.Equal(Effect.Block, SampleBundle.With(Open, block).Decide(PolicyPhase.Request, Facts).Effect);
        Assert.Equal(Effect.Block, SampleBundle.With(allow).Decide(PolicyPhase.Request, Facts).Effect);
    }

    [Fact]
    public void Decide_SystemOfTheInventory_IsAFact()
    {
        var bundle = SampleBundle.With(Open with { When = "subject.roles.exists(role, role in system.allowed_roles)" });
        var clerk = Facts with { Subject = new SubjectFacts { Roles = ["clerk"] } };

        Assert.Equal(Effect.Allow, bundle.Decide(PolicyPhase.Request, clerk).Effect);
        Assert.Equal(Effect.Block, bundle.Decide(PolicyPhase.Request, clerk with { AiSystem = "AIS-0002" }).Effect);
        Assert.Equal(Effect.Block, bundle.Decide(PolicyPhase.Request, clerk with { AiSystem = "none" }).Effect);
    }
}
