using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Storage;

namespace Tandem.Management.History;

/// <summary>The management system's own keys: the key of its log, and the key of the pseudonyms in it. Files of mode 0600, made at first start.</summary>
internal sealed class ManagementKeys(ManagementOptions options)
{
    private const int PseudonymKeyBytes = 32;

    private readonly Lock _gate = new();
    private byte[]? _pseudonymKey;

    /// <summary>Public verifier key of the log, for those who check it.</summary>
    internal string VerifierKeyFile => Path.Combine(options.DataFolder, "log.vkey");

    private string LogKeyFile => Path.Combine(options.KeysFolder, "log.key");

    private string PseudonymKeyFile => Path.Combine(options.KeysFolder, "pseudonym.key");

    /// <summary>The signer of the log; made with its key when neither key nor log exists.</summary>
    /// <exception cref="IOException">The log exists without its key: a new one would not be believed.</exception>
    internal NoteSigner OpenLogSigner()
    {
        if (!File.Exists(LogKeyFile))
        {
            if (Directory.Exists(options.LedgerFolder) && Directory.EnumerateFileSystemEntries(options.LedgerFolder).Any())
                throw new IOException($"the log in `{options.LedgerFolder}` has lost its key `{LogKeyFile}`; restore the file from the backup");
            using var made = new NoteSigner(options.Origin, Ed25519PrivateKey.Generate());
            PrivateFile.Create(LogKeyFile, Encoding.ASCII.GetBytes(made.ExportPrivateKey() + "\n"));
        }
        var signer = NoteSigner.Parse(File.ReadAllText(LogKeyFile).Trim());
        File.WriteAllText(VerifierKeyFile, signer.VerifierKey + "\n");
        return signer;
    }

    /// <summary>The name under which an actor stands in the log: it links one person's records and tells nobody who it is without the key.</summary>
    internal string PseudonymOf(string actorId) => actorId == "system"
        ? actorId
        : Convert.ToHexStringLower(HMACSHA256.HashData(PseudonymKey(), Encoding.UTF8.GetBytes(actorId)).AsSpan(0, 16));

    private byte[] PseudonymKey()
    {
        lock (_gate)
        {
            if (_pseudonymKey is null && !File.Exists(PseudonymKeyFile))
                PrivateFile.Create(PseudonymKeyFile, RandomNumberGenerator.GetBytes(PseudonymKeyBytes));
            return _pseudonymKey ??= File.ReadAllBytes(PseudonymKeyFile) is { Length: PseudonymKeyBytes } key
                ? key
                : throw new IOException($"`{PseudonymKeyFile}` is damaged; restore the file from the backup");
        }
    }
}
