using System.Security.Cryptography;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Signing;

public sealed class Ed25519CrossTests
{
    [Fact]
    public void Sign_SameSeedAndMessage_EveryProviderMakesTheSameSignatureAndAllVerifyIt()
    {
        var providers = Ed25519Providers.Names.Select(Ed25519Providers.Get).ToList();
        for (var round = 0; round < 200; round++)
        {
            var seed = SHA256.HashData([(byte)round]);
            var message = Message(round);
            var signatures = new List<byte[]>();
            var keys = new List<byte[]>();
            foreach (var provider in providers)
            {
                using var signer = provider.CreateSigner(seed);
                var signature = new byte[64];
                signer.Sign(message, signature);
                signatures.Add(signature);
                keys.Add(signer.PublicKey);
            }
            Assert.All(signatures, signature => Assert.Equal(signatures[0], signature));
            Assert.All(keys, key => Assert.Equal(keys[0], key));
            Assert.All(providers, provider => Assert.True(provider.Verify(keys[0], message, signatures[0])));
        }
    }

    [Fact]
    public void Verify_OneBitFlippedAnywhere_EveryProviderRefuses()
    {
        var providers = Ed25519Providers.Names.Select(Ed25519Providers.Get).ToList();
        var seed = SHA256.HashData("bits"u8);
        var message = Message(9);
        using var signer = providers[0].CreateSigner(seed);
        var signature = new byte[64];
        signer.Sign(message, signature);

        for (var bit = 0; bit < 512; bit++)
        {
            var changed = (byte[])signature.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.All(providers, provider => Assert.False(provider.Verify(signer.PublicKey, message, changed)));
        }
        for (var bit = 0; bit < 256; bit++)
        {
            var changed = (byte[])signer.PublicKey.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.All(providers, provider => Assert.False(provider.Verify(changed, message, signature)));
        }
    }

    [Theory]
    [InlineData(31, 64)]
    [InlineData(33, 64)]
    [InlineData(32, 63)]
    [InlineData(32, 65)]
    [InlineData(0, 0)]
    public void Verify_OtherLengths_IsFalse(int keyLength, int signatureLength) =>
        Assert.False(Ed25519.Verify(new byte[keyLength], "text"u8, new byte[signatureLength]));

    [Fact]
    public void ProviderName_MachineWithAllLibraries_IsLibsodium() => Assert.Equal("libsodium", Ed25519.ProviderName);

    private static byte[] Message(int length)
    {
        var message = new byte[length * 7];
        for (var i = 0; i < message.Length; i++)
            message[i] = (byte)((i * 31) + length);
        return message;
    }
}
