using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Tests.Policy.Cel;

public sealed class CelPatternTests
{
    [Theory]
    [InlineData("^ok$", "ok", true)]
    [InlineData("^ok$", "ok\n", false)]
    [InlineData(@"^\d+$", "123", true)]
    [InlineData(@"^\d+$", "١٢٣", false)]
    [InlineData(@"^\w+$", "a_1", true)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^\S+\s\S+$", "a b", true)]
    [InlineData(@"^[\w.]+$", "a.b", true)]
    [InlineData(@"^[^\d]+$", "ab", true)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("(?i)^gpt", "GPT-5", true)]
    [InlineData("^(?:a|b){2,3}$", "aba", true)]
    [InlineData("^(a|b){2,3}$", "abab", false)]
    [InlineData(@"\x41", "A", true)]
    [InlineData(@"^a\.b$", "axb", false)]
    [InlineData(@"\Aab\z", "ab", true)]
    [InlineData("^[$]$", "$", true)]
    public void Pattern_OfTheSubset_MatchesAsRe2Does(string pattern, string text, bool matches)
    {
        var compiled = CelPattern.Compile(pattern, out var reason);

        Assert.Equal("", reason);
        Assert.Equal(matches, compiled!.IsMatch(text));
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData("(a)\\1")]
    [InlineData("(?P<name>a)")]
    [InlineData("a(?i)b")]
    [InlineData("\\bword\\b")]
    [InlineData("\\p{Lu}")]
    [InlineData("[[:alpha:]]")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("[\\D]")]
    [InlineData("a{1001}")]
    [InlineData("((a{100}){100}){100}")]
    [InlineData("[a")]
    [InlineData("a**")]
    [InlineData("\\")]
    [InlineData("(")]
    public void Pattern_OutsideTheSubset_IsRefusedWithAReason(string pattern)
    {
        Assert.Null(CelPattern.Compile(pattern, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Pattern_TooLong_IsRefused() => Assert.Null(CelPattern.Compile(new string('a', 513), out _));
}
