using System.Security.Cryptography;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Signing;

public sealed class Ed25519PrivateKeyTests
{
    [Fact]
    public void Generate_Twice_MakesDifferentKeysThatSign()
    {
        using var one = Ed25519PrivateKey.Generate();
        using var two = Ed25519PrivateKey.Generate();

        Assert.NotEqual(one.PublicKey, two.PublicKey);
        Assert.True(Ed25519.Verify(one.PublicKey, "text"u8, one.Sign("text"u8)));
        Assert.False(Ed25519.Verify(two.PublicKey, "text"u8, one.Sign("text"u8)));
    }

    [Fact]
    public void ExportSeed_OfAKey_MakesTheSameKeyAgain()
    {
        using var key = Ed25519PrivateKey.Generate();
        using var again = Ed25519PrivateKey.FromSeed(key.ExportSeed());

        Assert.Equal(key.PublicKey, again.PublicKey);
    }

    [Theory]
    [InlineData("libsodium")]
    [InlineData("libcrypto")]
    [InlineData("managed")]
    public void Dispose_AnyProvider_NothingCanBeSignedOrExportedAfterwards(string provider)
    {
        var key = new Ed25519PrivateKey(Ed25519Providers.Get(provider), SHA256.HashData("seed"u8));
        key.Sign("text"u8);
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign("text"u8));
        Assert.Throws<ObjectDisposedException>(key.ExportSeed);
    }

    [Theory]
    [InlineData("libsodium")]
    [InlineData("libcrypto")]
    [InlineData("managed")]
    public void Sign_ManyThreads_EverySignatureIsValid(string provider)
    {
        using var key = new Ed25519PrivateKey(Ed25519Providers.Get(provider), SHA256.HashData("threads"u8));
        Parallel.For(0, 400, i =>
        {
            byte[] message = [(byte)i, (byte)(i >> 8)];
            Assert.True(Ed25519Providers.Get(provider).Verify(key.PublicKey, message, key.Sign(message)));
        });
    }

    [Fact]
    public void PublicKey_ChangedByTheCaller_LeavesTheKeyAsItIs()
    {
        using var key = Ed25519PrivateKey.Generate();
        key.PublicKey[0] ^= 1;

        Assert.True(Ed25519.Verify(key.PublicKey, "text"u8, key.Sign("text"u8)));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void FromSeed_OtherLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => Ed25519PrivateKey.FromSeed(new byte[length]));
}
