using System.Security.Cryptography;
using Tandem.Ledger.Notes;

namespace Tandem.Gateway;

/// <summary>The gateway's secrets, read once at start. A missing one is never made anew: that would orphan what it protected.</summary>
internal sealed class GatewayKeys : IDisposable
{
    private const int KeyBytes = 32;
    private const int MinimumTokenLength = 32;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private GatewayKeys(NoteSigner log, byte[] callers, byte[] pseudonym, byte[] fingerprint, string operationsToken)
    {
        Log = log;
        Callers = callers;
        Pseudonym = pseudonym;
        Fingerprint = fingerprint;
        OperationsToken = operationsToken;
    }

    public NoteSigner Log { get; }

    public byte[] Callers { get; }

    public byte[] Pseudonym { get; }

    public byte[] Fingerprint { get; }

    public string OperationsToken { get; }

    /// <exception cref="GatewayConfigurationException">A file is missing, readable by others or malformed; all of them are named.</exception>
    public static GatewayKeys Load(GatewayOptions options)
    {
        var problems = new List<string>();
        var log = ReadSigner(Path.Combine(options.KeysFolder, "log.key"), options.Origin, problems);
        var callers = ReadKey(Path.Combine(options.KeysFolder, "callers.key"), problems);
        var pseudonym = ReadKey(Path.Combine(options.KeysFolder, "pseudonym.key"), problems);
        var fingerprint = ReadKey(Path.Combine(options.KeysFolder, "fingerprint.key"), problems);
        var token = ReadText(options.OperationsTokenFile, problems);
        if (token is { Length: < MinimumTokenLength }) problems.Add($"`{options.OperationsTokenFile}` holds fewer than {MinimumTokenLength} characters; write a long random token");
        if (problems.Count == 0) return new GatewayKeys(log!, callers, pseudonym, fingerprint, token!);
        log?.Dispose();
        throw new GatewayConfigurationException(problems);
    }

    public void Dispose()
    {
        Log.Dispose();
        CryptographicOperations.ZeroMemory(Callers);
        CryptographicOperations.ZeroMemory(Pseudonym);
        CryptographicOperations.ZeroMemory(Fingerprint);
    }

    private static NoteSigner? ReadSigner(string file, string origin, List<string> problems)
    {
        if (ReadText(file, problems) is not { } text) return null;
        try
        {
            var signer = NoteSigner.Parse(text);
            if (string.Equals(signer.VerifierKey.Name, origin, StringComparison.Ordinal)) return signer;
            problems.Add($"`{file}` is the key of `{signer.VerifierKey.Name}`, not of `{origin}`; set `{nameof(GatewayOptions.Origin)}` to the key's name");
            signer.Dispose();
        }
        catch (FormatException)
        {
            problems.Add($"`{file}` holds no private note key; restore it from the backup");
        }

        return null;
    }

    private static byte[] ReadKey(string file, List<string> problems)
    {
        if (ReadText(file, problems) is not { } text) return [];
        var key = new byte[KeyBytes];
        if (Convert.TryFromBase64String(text, key, out var written) && written == KeyBytes) return key;
        problems.Add($"`{file}` holds no key of {KeyBytes} bytes in base64; restore it from the backup");
        return [];
    }

    private static string? ReadText(string file, List<string> problems)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            {
                problems.Add($"`{file}` can be read by others; run chmod 600 on it");
                return null;
            }

            return File.ReadAllText(file).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"`{file}` cannot be read; restore it, or start once with `tandem serve` to make a new installation");
            return null;
        }
    }
}
