using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;

namespace Tandem.Management.Decisions;

/// <summary>The gateway's log, read with its public key alone. The gateway may start after us, so the log is opened when it is first there.</summary>
internal sealed class GatewayLog(ManagementOptions options) : IDisposable
{
    private const int LongestKey = 1024;

    private readonly Lock _lock = new();
    private LedgerReader? _reader;

    internal string Folder => options.GatewayLedgerFolder;

    internal string KeyFile => options.GatewayLogKeyFile;

    /// <summary>The reader, or why there is none yet.</summary>
    internal GatewayLogState Open()
    {
        lock (_lock)
        {
            if (_reader is not null)
                return new(_reader, null);
            if (!File.Exists(KeyFile))
                return new(null, "the gateway has not written the public key of its log yet; start the gateway");
            try
            {
                if (new FileInfo(KeyFile).Length > LongestKey || !VerifierKey.TryParse(File.ReadAllText(KeyFile).Trim(), out var key))
                    return new(null, $"`{Path.GetFileName(KeyFile)}` holds no verifier key; restore it from the gateway");
                _reader = LedgerReader.Open(Folder, key);
                return new(_reader, null);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return new(null, $"`{Path.GetFileName(KeyFile)}` cannot be read; let the management system read it");
            }
        }
    }

    public void Dispose() => _reader?.Dispose();
}

/// <summary>Either the reader or the reason, in words that say what to do.</summary>
internal sealed record GatewayLogState(LedgerReader? Reader, string? Reason);
