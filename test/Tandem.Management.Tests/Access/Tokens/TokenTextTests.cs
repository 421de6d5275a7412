using System.Text.RegularExpressions;
using Tandem.Management.Access.Tokens;

namespace Tandem.Management.Tests.Access.Tokens;

public sealed partial class TokenTextTests
{
    [Fact]
    public void Token_WrittenAndRead_IsTheSame()
    {
        var token = TokenText.Generate();
        var read = TokenText.Parse(token.Whole())!;

        Assert.Matches(Form(), token.Whole());
        Assert.Equal((token.Id, token.SecretHash(), token.Whole()), (read.Id, read.SecretHash(), read.Whole()));
        Assert.DoesNotContain(token.Whole()[22..], token.ToString(), StringComparison.Ordinal);
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => TokenText.Generate().Whole()).Distinct().Count());
    }

    [Fact]
    public void Text_ThatIsNoToken_IsNone()
    {
        var whole = TokenText.Generate().Whole();
        string[] wrong =
        [
            "", "tdmp_", whole[..^1], whole + "a", whole.ToUpperInvariant(), " " + whole, whole.Replace('_', '-'), new string('a', whole.Length), new string('\u0131', whole.Length),
            "tdm_" + whole[4..], whole[..30] + (whole[30] == 'a' ? 'b' : 'a') + whole[31..], whole[..^1] + (whole[^1] == 'a' ? 'b' : 'a'),
        ];

        Assert.All(wrong, text => Assert.Null(TokenText.Parse(text)));
    }

    [GeneratedRegex("^tdmp_[a-z2-7]{16}_[a-z2-7]{59}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
