using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Writing;

namespace Tandem.Management.Tests.Decisions;

/// <summary>A real log at the place where the management system looks for the gateway's, written by the real writer.</summary>
internal sealed class GatewayLogFixture : IAsyncDisposable
{
    private const string Origin = "gw.example/ledger";

    private static readonly HashSet<string> WritersMembers = new(StringComparer.Ordinal) { "v", "log", "w", "n", "prev", "t", "m", "boot", "kind" };

    private readonly Ed25519PrivateKey _key;
    private readonly NoteSigner _signer;
    private LedgerWriter _writer;

    private GatewayLogFixture(string folder, Ed25519PrivateKey key, NoteSigner signer, LedgerWriter writer) => (Folder, _key, _signer, _writer) = (folder, key, signer, writer);

    internal string Folder { get; }

    internal VerifierKey LogKey => _signer.VerifierKey;

    internal long Count => _writer.Count;

    internal static async Task<GatewayLogFixture> CreateAsync(ManagementOptions options)
    {
        var key = Ed25519PrivateKey.Generate();
        var signer = new NoteSigner(Origin, key);
        Directory.CreateDirectory(options.GatewayLedgerFolder);
        var fixture = new GatewayLogFixture(options.GatewayLedgerFolder, key, signer, await OpenAsync(options.GatewayLedgerFolder, signer));
        await File.WriteAllTextAsync(options.GatewayLogKeyFile, signer.VerifierKey + "\n", TestContext.Current.CancellationToken);
        return fixture;
    }

    /// <summary>Appends a record as it stands, without the members that the writer sets.</summary>
    internal async Task<long> AppendAsync(JsonObject record)
    {
        var draft = new RecordDraft(record["kind"]!.GetValue<string>());
        foreach (var (name, value) in record.Where(member => !WritersMembers.Contains(member.Key)))
            draft.Set(name, Value(value!));
        return (await _writer.AppendAsync(draft, TestContext.Current.CancellationToken)).Index;
    }

    /// <summary>A request that was let through: its decision record and the outcome that completes it.</summary>
    internal async Task<(long Decision, long Outcome)> AppendRequestAsync(string request, Action<JsonObject>? change = null)
    {
        var decision = SampleRecords.Pending(request);
        change?.Invoke(decision);
        var at = await AppendAsync(decision);
        var outcome = SampleRecords.Complete();
        outcome["req"] = request;
        outcome["ref"] = at;
        change?.Invoke(outcome);
        return (at, await AppendAsync(outcome));
    }

    internal Task PublishAsync() => _writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);

    /// <summary>Stops writing, so that a test may damage the files.</summary>
    internal async Task CloseAsync() => await _writer.DisposeAsync();

    /// <summary>Flips one bit in the stored bytes of a record.</summary>
    internal void Damage(string marker)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "segments")))
        {
            var bytes = File.ReadAllBytes(file);
            var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(marker));
            if (at < 0)
                continue;
            bytes[at] ^= 1;
            File.WriteAllBytes(file, bytes);
            return;
        }
        throw new InvalidOperationException($"no file holds `{marker}`");
    }

    /// <summary>Puts another log of the same key in the place of this one.</summary>
    internal async Task ReplaceAsync()
    {
        await _writer.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        _writer = await OpenAsync(Folder, _signer);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _signer.Dispose();
        _key.Dispose();
    }

    private static Task<LedgerWriter> OpenAsync(string folder, NoteSigner signer) => LedgerWriter.OpenAsync(
        new LedgerWriterOptions { Folder = folder, Origin = Origin, Writer = "gw1", LogSigner = signer, CommitTimeout = TimeSpan.FromSeconds(30), SegmentSizeBytes = 16 * 1024 * 1024 },
        TestContext.Current.CancellationToken);

    private static JcsValue Value(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => JcsValue.Of(node.GetValue<string>()),
        JsonValueKind.Number => JcsValue.Of(long.Parse(node.ToJsonString(), CultureInfo.InvariantCulture)),
        JsonValueKind.True => JcsValue.Of(true),
        JsonValueKind.False => JcsValue.Of(false),
        JsonValueKind.Array => JcsValue.Of(node.AsArray().Select(item => Value(item!))),
        JsonValueKind.Object => JcsValue.OfMembers(node.AsObject().Select(member => KeyValuePair.Create(member.Key, Value(member.Value!)))),
        var kind => throw new InvalidOperationException($"no record holds {kind}"),
    };
}
