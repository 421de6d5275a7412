using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Management.Tests.Access;

/// <summary>An authenticator and its browser in software (WebAuthn level 3, ES256, attestation `none`); a test can make it lie.</summary>
internal sealed record SoftAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01, UserVerified = 0x04, HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    internal string Origin { get; init; } = "http://localhost:8080";

    internal string Site { get; init; } = "localhost";

    internal bool IsCrossOrigin { get; init; }

    internal bool VerifiesUser { get; init; } = true;

    internal uint Counter { get; set; } = 1;

    /// <summary>False for one that keeps no counter, as passkeys that are on several devices do not.</summary>
    internal bool Counts { get; init; } = true;

    /// <summary>Whose passkey this is, as the site said when it was made.</summary>
    internal string UserHandle { get; set; } = "";

    /// <summary>What `navigator.credentials.create()` gives for the options, as JSON.</summary>
    internal string Create(string options)
    {
        Counter = Counts ? Counter : 0;
        var read = JsonNode.Parse(options)!;
        UserHandle = read["user"]!["id"]!.GetValue<string>();
        var writer = new CborWriter();
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString([.. AuthenticatorData(HasCredential), .. new byte[16], .. Length(CredentialId), .. CredentialId, .. PublicKey()]);
        writer.WriteEndMap();
        return Credential(new
        {
            clientDataJSON = Text(ClientData("webauthn.create", read)),
            attestationObject = Text(writer.Encode()),
            transports = new[] { "internal" },
        });
    }

    /// <summary>What `navigator.credentials.get()` gives for the options, as JSON.</summary>
    internal string Get(string options)
    {
        Counter = Counts ? Counter + 1 : 0;
        var clientData = ClientData("webauthn.get", JsonNode.Parse(options)!);
        var authenticatorData = AuthenticatorData(0);
        return Credential(new
        {
            clientDataJSON = Text(clientData),
            authenticatorData = Text(authenticatorData),
            signature = Text(_key.SignData([.. authenticatorData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Text(CredentialId),
        rawId = Text(CredentialId),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private byte[] ClientData(string type, JsonNode options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options["challenge"]!.GetValue<string>(), origin = Origin, crossOrigin = IsCrossOrigin });

    private byte[] AuthenticatorData(byte more)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Site)), (byte)(UserPresent | (VerifiesUser ? UserVerified : 0) | more), .. counter];
    }

    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) }) // elliptic curve, ES256, P-256
        {
            writer.WriteInt32(label);
            writer.WriteInt32(value);
        }
        foreach (var (label, value) in new[] { (-2, point.X!), (-3, point.Y!) })
        {
            writer.WriteInt32(label);
            writer.WriteByteString(value);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static byte[] Length(byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length];

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
