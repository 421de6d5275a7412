using Tandem.Gateway.Recording;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Identity;

/// <summary>
/// Puts the issuers of <c>identity.json</c> in force, at the start and whenever the file or a key file it names changes. Whatever is wrong with
/// them, the last good ones keep serving, and the refusal is a record.
/// </summary>
internal sealed class IdentityLoading : IDisposable
{
    private readonly string? _file;
    private readonly IdentityInForce _inForce;
    private readonly IRecordLog _log;
    private readonly TimeProvider _time;
    private readonly Microsoft.Extensions.Logging.ILogger _logger;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    // Guarded by _oneAtATime: what was read last time.
    private FileContents? _seen;

    public IdentityLoading(GatewayOptions options, IdentityInForce inForce, IRecordLog log, Microsoft.Extensions.Logging.ILogger<IdentityLoading> logger)
    {
        _file = options.IdentityFile;
        _inForce = inForce;
        _log = log;
        _time = options.TimeProvider;
        _logger = logger;
    }

    /// <summary>What the last look found wrong; empty when the issuers in force are those of the file.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Names of the issuers in force.</summary>
    public IReadOnlyList<string> Issuers { get; private set; } = [];

    /// <summary>Looks at the files and loads them when they changed, or again when <paramref name="always"/>.</summary>
    public async Task<IReadOnlyList<string>> RefreshAsync(bool always, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!always && _seen is { } seen && !seen.HaveChanged()) return Problems;
            return Problems = await LoadAsync();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<IReadOnlyList<string>> LoadAsync()
    {
        var problems = new List<string>();
        var files = new FileContents();
        var issuers = TokenIssuers.Load(_file, problems, files);
        try
        {
            if (problems.Count > 0)
            {
                IdentityLog.Refused(_logger, problems.Count, problems[0]);
                await _log.AppendAsync(IdentityRecords.Refused(files.Hash, problems));
            }
            else
            {
                // The record comes first, as with bundles: nobody is let in by issuers whose loading left no trace.
                if (issuers.Count > 0 || Issuers.Count > 0) await _log.AppendAsync(IdentityRecords.Loaded(files.Hash, issuers));
                Issuers = [.. issuers.Select(issuer => issuer.Name)];
                _inForce.Replace(new JwtValidator(issuers, _time));
                IdentityLog.Loaded(_logger, issuers.Count);
            }

            _seen = files;
        }
        catch (LedgerUnavailableException)
        {
            problems.Add("the ledger is not available, so the issuers stay as they were; it is tried again");
        }

        return problems;
    }

    public void Dispose() => _oneAtATime.Dispose();
}
