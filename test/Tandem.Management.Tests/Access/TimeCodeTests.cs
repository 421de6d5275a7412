using System.Text;
using Tandem.Management.Access.SecondFactor;

namespace Tandem.Management.Tests.Access;

public sealed class TimeCodeTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238 appendix B, the last six of the eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_AtTheTimesOfTheRfc_IsTheOneItGives(long seconds, string code)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, TimeCode.At(Key, time));
        Assert.Equal(seconds / 30, TimeCode.Match(Key, code, lastStep: null, time));
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Code_OfANearStep_IsTakenOneStepEitherWay(int secondsOff, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

        Assert.Equal(isTaken, TimeCode.Match(Key, TimeCode.At(Key, now.AddSeconds(secondsOff)), lastStep: null, now) is not null);
    }

    [Fact]
    public void Code_OfAStepAlreadyUsedOrBefore_IsRefused()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = now.ToUnixTimeSeconds() / 30;

        Assert.Null(TimeCode.Match(Key, TimeCode.At(Key, now), step, now));
        Assert.Null(TimeCode.Match(Key, TimeCode.At(Key, now.AddSeconds(-30)), step, now));
        Assert.Equal(step + 1, TimeCode.Match(Key, TimeCode.At(Key, now.AddSeconds(30)), step, now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870820")]
    [InlineData("28708x")]
    [InlineData("٢٨٧٠٨٢")]
    public void Code_OfAnotherForm_IsRefused(string code) => Assert.Null(TimeCode.Match(Key, code, lastStep: null, DateTimeOffset.FromUnixTimeSeconds(59)));

    // RFC 4648 section 10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_OfTheRfc_IsTheOneItGives(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void RecoveryCodes_AreDifferentAndCountHoweverTheyAreTyped()
    {
        var codes = RecoveryCode.Generate();

        Assert.Equal(RecoveryCode.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", code));
        Assert.Equal(RecoveryCode.Hash(codes[0]), RecoveryCode.Hash(" " + codes[0].ToLowerInvariant().Replace('-', ' ')));
        Assert.NotEqual(RecoveryCode.Hash(codes[0]), RecoveryCode.Hash(codes[1]));
    }

    [Fact]
    public void QrPicture_OfAnAddress_HasTheThreeFinderPatternsOfACode()
    {
        var picture = QrPicture.Of("otpauth://totp/Tandem:ada%40example.org?secret=MZXW6YTBOI&issuer=Tandem");

        // Four modules of quiet zone, then patterns of seven: top left, top right, bottom left.
        Assert.StartsWith("M4 4h7v1H4z", picture.Path, StringComparison.Ordinal);
        Assert.Contains($"M{picture.Size - 11} 4h7v1H{picture.Size - 11}z", picture.Path, StringComparison.Ordinal);
        Assert.Contains($"M4 {picture.Size - 5}h7v1H4z", picture.Path, StringComparison.Ordinal);
    }
}
