using System.Security.Cryptography;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>The secrets of one test gateway and of the two persons who sign its bundles.</summary>
internal sealed class TestKeys
{
    public const string Origin = "gateway.test/ledger";
    public const string Author = "author@example.org";
    public const string Approver = "approver@example.org";

    public NoteSigner AuthorSigner { get; } = NewSigner(Author);

    public NoteSigner ApproverSigner { get; } = NewSigner(Approver);

    public string OperationsToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static NoteSigner NewSigner(string name) => new(name, Ed25519PrivateKey.Generate());

    public void WriteTo(string gatewayFolder)
    {
        var keys = Directory.CreateDirectory(Path.Combine(gatewayFolder, "keys")).FullName;
        using (var log = NewSigner(Origin)) WriteSecret(Path.Combine(keys, "log.key"), log.ExportPrivateKey());
        foreach (var name in (string[])["callers.key", "pseudonym.key", "fingerprint.key"])
        {
            WriteSecret(Path.Combine(keys, name), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        WriteSecret(Path.Combine(gatewayFolder, "operations.token"), OperationsToken);
        WriteTrust(gatewayFolder, 2, (Author, ["author"], AuthorSigner), (Approver, ["approver"], ApproverSigner));
    }

    public static void WriteTrust(string gatewayFolder, int quorum, params (string Person, string[] Roles, NoteSigner Signer)[] signers)
    {
        var list = signers.Select(signer => $$"""{"person":"{{signer.Person}}","roles":[{{string.Join(',', signer.Roles.Select(role => $"\"{role}\""))}}],"vkey":"{{signer.Signer.VerifierKey}}"}""");
        File.WriteAllText(Path.Combine(gatewayFolder, "trust.json"), $$"""{"quorum":{{quorum}},"signers":[{{string.Join(',', list)}}]}""");
    }

    public static void WriteSecret(string file, string text)
    {
        File.WriteAllText(file, text + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
