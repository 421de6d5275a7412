using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy;

public sealed class TypePatternTests
{
    [Theory]
    [InlineData("fin.iban", "fin.iban", true)]
    [InlineData("fin.iban", "fin.ibans", false)]
    [InlineData("secret.", "secret.jwt", true)]
    [InlineData("secret.", "secret", false)]
    [InlineData("secret.aws*", "secret.aws-access-token", true)]
    [InlineData("secret.aws*", "secret.gcp", false)]
    [InlineData("*", "pii.email", true)]
    public void Matches_Type_IsTheTypeOrAPrefix(string pattern, string type, bool matches) =>
        Assert.Equal(matches, TypePattern.Matches(pattern, type));

    [Theory]
    [InlineData("fin.iban", true)]
    [InlineData("secret.", true)]
    [InlineData("secret.*", true)]
    [InlineData("*", true)]
    [InlineData("class.label.a_b-1", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("a..b", false)]
    [InlineData(".a", false)]
    [InlineData("A", false)]
    [InlineData("a*b", false)]
    [InlineData("a**", false)]
    public void IsWellFormed_Text_IsJudged(string text, bool isWellFormed) => Assert.Equal(isWellFormed, TypePattern.IsWellFormed(text));
}
