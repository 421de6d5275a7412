using Tandem.Gateway.Recording;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Policies;

/// <summary>
/// Puts the bundle that <c>active</c> points to in force: read, load, check signatures, read credentials, record, swap. Whatever
/// fails, the last good one keeps serving, and the refusal is a record.
/// </summary>
internal sealed class PolicyLoading : IDisposable
{
    private readonly BundleFolder _folder;
    private readonly string _trustFile;
    private readonly PolicyInForce _inForce;
    private readonly IRecordLog _log;
    private readonly TimeProvider _time;
    private readonly Microsoft.Extensions.Logging.ILogger _logger;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    // Guarded by _oneAtATime.
    private string? _refused;

    public PolicyLoading(BundleFolder folder, string trustFile, PolicyInForce inForce, IRecordLog log, TimeProvider time, Microsoft.Extensions.Logging.ILogger<PolicyLoading> logger)
    {
        _folder = folder;
        _trustFile = trustFile;
        _inForce = inForce;
        _log = log;
        _time = time;
        _logger = logger;
    }

    /// <summary>What the last attempt found wrong; empty when the bundle in force is the one pointed to.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Looks at the pointer and loads what it names when that changed, or again when <paramref name="always"/>.</summary>
    public async Task<IReadOnlyList<string>> RefreshAsync(bool always, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Problems = await RefreshOneAsync(always);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<IReadOnlyList<string>> RefreshOneAsync(bool always)
    {
        var pointer = "none";
        PolicyBundle? bundle = null;
        var problems = new List<string>();
        try
        {
            pointer = _folder.ReadPointer() ?? "none";
            if (pointer == "none") return ["no bundle is published; run `tandem policy publish`"];
            if (!always && pointer == _inForce.Current?.Bundle.Hash) return [];
            if (!always && pointer == _refused) return Problems;
            bundle = Load(_folder.ReadBundle(pointer), pointer, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(exception.Message);
            if (!always && pointer == _refused) return problems;
        }

        var upstreams = bundle is null || problems.Count > 0 ? [] : Connect(bundle, problems);
        return bundle is not null && problems.Count == 0
            ? await PutInForceAsync(bundle, upstreams)
            : await RefuseAsync(bundle, pointer, problems);
    }

    private PolicyBundle? Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string pointer, List<string> problems)
    {
        var result = PolicyBundle.Load(files, _time.GetUtcNow());
        problems.AddRange(result.Problems.Select(problem => $"{problem.File}:{problem.Line}:{problem.Column} {problem.Message}"));
        if (result.Bundle is not { } bundle) return null;
        if (!string.Equals(bundle.Hash, pointer, StringComparison.Ordinal)) problems.Add($"the content hashes to `{bundle.Hash}`, not to the name it is published under; publish it again");
        if (TrustList.Load(_trustFile, problems) is not { } trust) return bundle;
        if (files.TryGetValue(PolicyBundle.SignaturesFile, out var signatures)) BundleSignatures.Check(bundle, signatures, trust, problems);
        else problems.Add($"{PolicyBundle.SignaturesFile} is missing; the bundle must be signed by author and approver");
        return bundle;
    }

    private static List<UpstreamClient> Connect(PolicyBundle bundle, List<string> problems)
    {
        var credentials = bundle.Upstreams.Select(upstream => (Definition: upstream, Credential: UpstreamCredential.Load(upstream, problems))).ToArray();
        return problems.Count > 0 ? [] : [.. credentials.Select(pair => new UpstreamClient(pair.Definition, pair.Credential!))];
    }

    private async Task<IReadOnlyList<string>> PutInForceAsync(PolicyBundle bundle, List<UpstreamClient> upstreams)
    {
        try
        {
            // The record comes first: a bundle that decides without a trace of its loading would make every decision doubtful.
            await _log.AppendAsync(PolicyRecords.Loaded(bundle));
        }
        catch (LedgerUnavailableException)
        {
            foreach (var upstream in upstreams) upstream.Dispose();
            return ["the ledger is not available, so the bundle was not put in force; it is tried again"];
        }

        _refused = null;
        _inForce.Replace(new PolicySnapshot(bundle, upstreams, _time.GetUtcNow()));
        PolicyLog.Loaded(_logger, bundle.Id, bundle.Version, bundle.Hash);
        return [];
    }

    private async Task<IReadOnlyList<string>> RefuseAsync(PolicyBundle? bundle, string pointer, List<string> problems)
    {
        PolicyLog.Refused(_logger, pointer, problems.Count, problems[0]);
        try
        {
            await _log.AppendAsync(PolicyRecords.Refused(bundle, pointer, problems));
            // Remembered only once recorded, so that a refusal is never lost to a full disk.
            _refused = pointer;
        }
        catch (LedgerUnavailableException)
        {
            problems.Add("the refusal could not be recorded, the ledger is not available; it is tried again");
        }

        return problems;
    }

    public void Dispose() => _oneAtATime.Dispose();
}
