using System.Text;

namespace Tandem.Ledger.Tests.Signing;

public sealed class Ed25519VectorTests
{
    public static TheoryData<string> Providers => Ed25519Providers.Each();

    [Theory]
    [MemberData(nameof(Providers))]
    public void EdgeCases_EveryProvider_AcceptsExactlyWhatLibsodiumAccepts(string providerName)
    {
        var provider = Ed25519Providers.Get(providerName);
        var vectors = TestVectors.Json("ed25519-cctv", "ed25519vectors.json").EnumerateArray().ToList();
        var expected = TestVectors.Json("ed25519-cctv", "accepted-by-libsodium.json").EnumerateArray().Select(n => n.GetInt32()).ToList();

        var accepted = vectors
            .Where(v => provider.Verify(Hex(v.Text("key")), Encoding.UTF8.GetBytes(v.Text("msg")), Hex(v.Text("sig"))))
            .Select(v => v.GetProperty("number").GetInt32())
            .ToList();

        Assert.Equal(914, vectors.Count);
        Assert.Equal(43, expected.Count);
        Assert.Equal(expected, accepted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Wycheproof_EveryProvider_GivesThePublishedResult(string providerName)
    {
        var provider = Ed25519Providers.Get(providerName);
        var tests = TestVectors.Json("wycheproof", "ed25519_test.json").GetProperty("testGroups").EnumerateArray()
            .SelectMany(group => group.GetProperty("tests").EnumerateArray().Select(test => (Key: Hex(group.GetProperty("publicKey").Text("pk")), Test: test)))
            .ToList();

        var wrong = tests
            .Where(t => provider.Verify(t.Key, Hex(t.Test.Text("msg")), Hex(t.Test.Text("sig"))) != (t.Test.Text("result") == "valid"))
            .Select(t => t.Test.GetProperty("tcId").GetInt32());

        Assert.Equal(151, tests.Count);
        Assert.Empty(wrong);
    }

    // RFC 8032 section 7.1.
    public static TheoryData<string, string, string, string, string> Rfc8032()
    {
        string[][] cases =
        [
            ["9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"],
            ["4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"],
            ["c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"],
            ["833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"],
        ];
        var data = new TheoryData<string, string, string, string, string>();
        foreach (var provider in Ed25519Providers.Names)
        {
            foreach (var c in cases)
                data.Add(provider, c[0], c[1], c[2], c[3]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Rfc8032))]
    public void Rfc8032_EveryProvider_SignsAndVerifies(string providerName, string seed, string publicKey, string message, string signature)
    {
        var provider = Ed25519Providers.Get(providerName);
        using var signer = provider.CreateSigner(Hex(seed));
        var made = new byte[64];

        signer.Sign(Hex(message), made);

        Assert.Equal(publicKey, Convert.ToHexStringLower(signer.PublicKey));
        Assert.Equal(signature, Convert.ToHexStringLower(made));
        Assert.True(provider.Verify(Hex(publicKey), Hex(message), Hex(signature)));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
