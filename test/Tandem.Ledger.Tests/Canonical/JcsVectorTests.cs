using System.Buffers;
using System.Globalization;
using System.Text;
using Tandem.Ledger.Canonical;

namespace Tandem.Ledger.Tests.Canonical;

public sealed class JcsVectorTests
{
    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void Canonicalize_PublishedInput_GivesThePublishedBytes(string name)
    {
        var canonical = JcsCanonicalizer.Canonicalize(TestVectors.Bytes("jcs", "input", name + ".json"));

        var hex = string.Concat(Encoding.ASCII.GetString(TestVectors.Bytes("jcs", "outhex", name + ".txt")).Where(char.IsAsciiHexDigit));
        Assert.Equal(hex, Convert.ToHexStringLower(canonical));
        Assert.Equal(TestVectors.Bytes("jcs", "output", name + ".json"), canonical);
    }

    [Fact]
    public void EcmaScriptNumber_PublishedSequence_IsPrintedAsPublished()
    {
        var lines = File.ReadAllLines(TestVectors.PathOf("jcs", "es6-numbers-1000.txt"));
        var wrong = lines.Where(line =>
        {
            var parts = line.Split(',');
            var bits = ulong.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return Print(BitConverter.UInt64BitsToDouble(bits)) != parts[1];
        });

        Assert.Equal(1000, lines.Length);
        Assert.Empty(wrong);
    }

    // RFC 8785 appendix B.
    [Theory]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void EcmaScriptNumber_SampleOfTheStandard_IsPrintedAsThere(ulong bits, string text) =>
        Assert.Equal(text, Print(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void EcmaScriptNumber_NotFinite_Throws(double value) => Assert.Throws<JcsException>(() => Print(value));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("// comment\n1")]
    public void Canonicalize_NotIJson_Throws(string json) => Assert.Throws<JcsException>(() => JcsCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Canonicalize_NestedDeeperThan64_Throws()
    {
        var deep = Encoding.ASCII.GetBytes(new string('[', 64) + new string(']', 64));

        Assert.Equal(deep, JcsCanonicalizer.Canonicalize(deep));
        Assert.Throws<JcsException>(() => JcsCanonicalizer.Canonicalize(Encoding.ASCII.GetBytes(new string('[', 65) + new string(']', 65))));
    }

    private static string Print(double value)
    {
        var output = new ArrayBufferWriter<byte>();
        EcmaScriptNumber.Write(output, value);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
