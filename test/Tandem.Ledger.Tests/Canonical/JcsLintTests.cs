using System.Text;
using Tandem.Ledger.Canonical;

namespace Tandem.Ledger.Tests.Canonical;

public sealed class JcsLintTests
{
    [Theory]
    [InlineData("{\"a\":[1,-2,\"x\",true,false,{}],\"b\":\"\\u0001\\n\\\"\\\\/\"}")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("0")]
    [InlineData("-9007199254740991")]
    [InlineData("\"\u007f\u0080\u2028\"")]
    public void Check_CanonicalText_FindsNothing(string json) => Assert.Null(JcsLint.Check(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("{\"b\":1,\"a\":2}", 7)]
    [InlineData("{\"a\":1,\"a\":2}", 7)]
    [InlineData("{\"\ufb33\":1,\"\U0001f600\":2}", 9)]
    [InlineData("{ \"a\":1}", 1)]
    [InlineData("{\"a\": 1}", 5)]
    [InlineData("{\"a\":1} ", 7)]
    [InlineData("{\"a\":1}\n", 7)]
    [InlineData("[1 ,2]", 2)]
    [InlineData("[1,]", 3)]
    [InlineData("{\"a\":1,}", 7)]
    [InlineData("{\"a\"}", 4)]
    [InlineData("{a:1}", 1)]
    [InlineData("null", 0)]
    [InlineData("tru", 0)]
    [InlineData("1.5", 1)]
    [InlineData("1e3", 1)]
    [InlineData("01", 0)]
    [InlineData("-0", 0)]
    [InlineData("-", 0)]
    [InlineData("+1", 0)]
    [InlineData("9007199254740992", 0)]
    [InlineData("99999999999999999999", 0)]
    [InlineData("\"a", 2)]
    [InlineData("\"\t\"", 1)]
    [InlineData("\"\\/\"", 1)]
    [InlineData("\"\\u0041\"", 1)]
    [InlineData("\"\\u001F\"", 1)]
    [InlineData("\"\\u000a\"", 1)]
    [InlineData("\"\\u00e4\"", 1)]
    [InlineData("\"\\ud83d\\ude00\"", 1)]
    [InlineData("\"\\u00\"", 1)]
    [InlineData("\"\\", 1)]
    [InlineData("\"\uffff\"", 1)]
    [InlineData("[", 1)]
    [InlineData("{", 1)]
    public void Check_OtherText_NamesTheFirstOffset(string json, int offset)
    {
        var problem = JcsLint.Check(Encoding.UTF8.GetBytes(json));

        Assert.Equal(offset, problem?.Offset);
        Assert.False(string.IsNullOrEmpty(problem?.Message));
    }

    [Fact]
    public void Check_InvalidUtf8OrDeepNesting_IsAProblem()
    {
        Assert.NotNull(JcsLint.Check([(byte)'"', 0xff, (byte)'"']));
        Assert.NotNull(JcsLint.Check([(byte)'"', 0xed, 0xa0, 0x80, (byte)'"'])); // a surrogate in UTF-8
        Assert.NotNull(JcsLint.Check(Encoding.ASCII.GetBytes(new string('[', 100_000))));
        Assert.NotNull(JcsLint.Check(Encoding.ASCII.GetBytes(new string('[', 65) + new string(']', 65))));
    }
}
