using System.Text;
using System.Text.Json.Nodes;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Tests.Recording;

/// <summary>A log of its own into which drafts are written, so that what is compared are the bytes of records and not of drafts.</summary>
internal sealed class RecordedMembers : IDisposable
{
    // What the writer adds; it has the same value twice only by chance.
    private static readonly string[] OfTheWriter = ["v", "log", "w", "n", "prev", "t", "m", "boot"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-records-");
    private readonly NoteSigner _signer = new("gateway.test/ledger", Ed25519PrivateKey.Generate());

    /// <summary>Writes the draft and reads its record back.</summary>
    public async Task<LedgerRecord> WriteAsync(RecordDraft draft)
    {
        var options = new LedgerWriterOptions
        {
            Folder = _folder.FullName,
            Origin = _signer.VerifierKey.Name,
            Writer = "gateway",
            LogSigner = _signer,
            CommitTimeout = TimeSpan.FromMinutes(5),
            SegmentSizeBytes = LedgerWriterOptions.MinimumSegmentSizeBytes,
        };
        await using var writer = await LedgerWriter.OpenAsync(options, TestContext.Current.CancellationToken);
        var receipt = await writer.AppendAsync(draft, TestContext.Current.CancellationToken);
        using var reader = LedgerReader.Open(_folder.FullName, _signer.VerifierKey);
        return reader.Read(receipt.Index);
    }

    /// <summary>The record's line without the writer's members, as canonical JSON and with a newline.</summary>
    public static string Of(LedgerRecord record)
    {
        var members = JsonNode.Parse(record.Json.Span)!.AsObject();
        foreach (var name in OfTheWriter) Assert.True(members.Remove(name), $"the record has no `{name}`");
        return Encoding.UTF8.GetString(JcsCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(members.ToJsonString()))) + "\n";
    }

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Delete(recursive: true);
    }
}
