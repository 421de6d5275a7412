using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Decisions;

public sealed class DecisionTextTests
{
    [Fact]
    public void ToText_EveryMember_HasTheNameThatRecordsUse()
    {
        Assert.Equal(["decision", "outcome", "recovery"], Enum.GetValues<DecisionKind>().Select(DecisionText.ToText));
        Assert.Equal(
            ["pending", "complete", "refused", "upstream-error", "client-abort", "blocked", "crash"],
            Enum.GetValues<DecisionOutcome>().Select(DecisionText.ToText));
        Assert.Equal(["none", "clean", "findings", "blocked"], Enum.GetValues<ResponseVerdict>().Select(DecisionText.ToText));
        Assert.Equal(
            ["allow", "annotate", "tokenise", "mask", "redact", "review", "block"], Enum.GetValues<Effect>().Select(EffectText.ToText));
    }

    [Theory]
    [InlineData("redact", true, Effect.Redact)]
    [InlineData("Redact", false, Effect.Block)]
    [InlineData("", false, Effect.Block)]
    public void TryParse_Name_FindsTheEffect(string text, bool isKnown, Effect expected)
    {
        Assert.Equal(isKnown, EffectText.TryParse(text, out var effect));
        Assert.Equal(expected, effect);
    }
}
