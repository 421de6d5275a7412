using System.Globalization;
using System.Security.Cryptography;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Hosting;

/// <summary>What a new installation needs before its first start: keys and empty lists. Nothing that exists is ever replaced.</summary>
internal static class FirstStart
{
    /// <exception cref="CommandException">The log exists but its key does not: a new key could not continue it.</exception>
    public static void Prepare(DataFolder data)
    {
        if (!File.Exists(data.GatewayLogKey) && Directory.Exists(data.GatewayLedger) && Directory.EnumerateFileSystemEntries(data.GatewayLedger).Any())
            throw new CommandException($"`{data.GatewayLogKey}` is missing, but its log exists; restore the key from the backup, a new one could not continue the log");
        if (!File.Exists(data.GatewayLogKey))
            MakeLogKey(data.GatewayLogKey, data.GatewayLogVerifierKey);
        foreach (var name in (string[])["callers.key", "pseudonym.key", "fingerprint.key"])
            SecretFile.CreateIfMissing(Path.Combine(data.GatewayKeys, name), SecretFile.RandomKey);
        SecretFile.CreateIfMissing(data.OperationsToken, SecretFile.RandomKey);
        CreateIfMissing(data.TrustList, """{"quorum":2,"signers":[]}""");
        CreateIfMissing(data.Identity, """{"issuers":[]}""");
    }

    /// <summary>The name of the gateway's log, as its key says it.</summary>
    public static string OriginOf(DataFolder data) => VerifierKey.Parse(File.ReadAllText(data.GatewayLogVerifierKey).Trim()).Name;

    private static void MakeLogKey(string secret, string verifier)
    {
        // A name of its own for every installation, so that two logs are never taken for one.
        var origin = string.Create(CultureInfo.InvariantCulture, $"tandem/gateway-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        using var signer = new NoteSigner(origin, Ed25519PrivateKey.Generate());
        // The public key first: with it alone the next start makes a new pair, with the secret alone it could not name the log.
        File.WriteAllText(verifier, signer.VerifierKey + "\n");
        SecretFile.Create(secret, signer.ExportPrivateKey());
    }

    private static void CreateIfMissing(string path, string text)
    {
        if (!File.Exists(path))
            File.WriteAllText(path, text + "\n");
    }
}
