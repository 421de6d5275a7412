using System.Text;
using System.Text.Json.Nodes;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Writing;
using Tandem.Management.Decisions;
using Tandem.Management.History;
using Tandem.Management.Tests.Frameworks;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.History;

/// <summary>The form of the `event` record as others read it: a golden file, and the page that explains every member.</summary>
public sealed class EventRecordFormatTests
{
    private const string Advice =
        "the format of management's records changed: make a new folder of golden files, change docs/formats/management-records.md, and put a line with a star into CHANGELOG.md; "
        + "never change a golden file that was released";

    private static readonly string[] OfTheWriter = ["v", "log", "w", "n", "prev", "t", "m", "boot"];

    [Fact]
    public async Task Event_FromFixedInput_GivesTheBytesOfTheGoldenFile()
    {
        var golden = await ReadAsync("test", "vectors", "management-records-v1", "event.json");

        var record = await RecordAsync();

        Assert.True(golden == record, $"{Advice}\ngolden: {golden}now:    {record}");
    }

    [Fact]
    public async Task Document_NamesExactlyTheMembersThatAreWritten_AndShowsTheGoldenFile()
    {
        var page = await ReadAsync("docs", "formats", "management-records.md");
        var record = JsonNode.Parse(await RecordAsync())!.AsObject();

        var written = record.Select(member => member.Key).Where(name => name is not ("kind" or "tenant"));

        Assert.Equal(written.Order(StringComparer.Ordinal), page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal));
        Assert.True(JsonNode.DeepEquals(record, JsonNode.Parse(page.Split("```json\n")[1].Split("```")[0])));
        Assert.All(ChangeAction.All, action => Assert.Contains($"`{action}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GatewayDocument_NamesTheFieldBesideEveryMemberThatCarriesIt()
    {
        var rows = (await ReadAsync("docs", "formats", "gateway-records.md")).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split(" | ")).ToList();
        var envelope = new[] { "record.id", "time", "chain.previous", "record.signature", "record.keyId", RecordFields.Checkpoint };

        foreach (var field in RecordFields.Names.Except(envelope))
        {
            foreach (var member in RecordFields.MembersOf(field).Where(member => member != "cov"))
                Assert.Contains(rows, row => (row[0] == $"| `{member}`" || row[0].StartsWith($"| `{member}.", StringComparison.Ordinal)) && row[^1].Contains(field, StringComparison.Ordinal));
        }
        foreach (var field in new MinimumFieldSets(Content.Catalogue).Both.Names.Except(envelope))
            Assert.Contains(rows, row => row[^1].Contains($"**{field}**", StringComparison.Ordinal));
    }

    private static async Task<string> RecordAsync()
    {
        using var folder = new TemporaryFolder();
        var options = ManagementFixture.OptionsIn(folder);
        Directory.CreateDirectory(options.KeysFolder);
        await File.WriteAllBytesAsync(Path.Combine(options.KeysFolder, "pseudonym.key"), [.. Enumerable.Range(0, 32).Select(number => (byte)number)], TestContext.Current.CancellationToken);
        using var signer = new NoteSigner("management.test/ledger", Ed25519PrivateKey.Generate());
        await using var writer = await LedgerWriter.OpenAsync(
            new LedgerWriterOptions
            {
                Folder = options.LedgerFolder,
                Origin = signer.VerifierKey.Name,
                Writer = "management",
                LogSigner = signer,
                CommitTimeout = TimeSpan.FromMinutes(5),
                SegmentSizeBytes = LedgerWriterOptions.MinimumSegmentSizeBytes,
            },
            TestContext.Current.CancellationToken);
        var receipt = await writer.AppendAsync(EventRecord.Of(Change(), new ManagementKeys(options)), TestContext.Current.CancellationToken);
        using var reader = LedgerReader.Open(options.LedgerFolder, signer.VerifierKey);
        var members = JsonNode.Parse(reader.Read(receipt.Index).Json.Span)!.AsObject();
        foreach (var name in OfTheWriter)
            Assert.True(members.Remove(name), $"the record has no `{name}`");
        return Encoding.UTF8.GetString(JcsCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(members.ToJsonString()))) + "\n";
    }

    private static ChangeEvent Change()
    {
        var change = new ChangeEvent
        {
            At = new DateTimeOffset(2026, 11, 21, 6, 1, 34, 687, 894, TimeSpan.Zero),
            ActorId = "01a1fcb2-32b7-7e3f-9ad6-ec67321de5fe",
            ActorName = "Mari Tamm",
            RecordType = "applicability",
            RecordKey = "iso27001:A.8.15",
            RecordVersion = 2,
            Action = ChangeAction.Changed,
            Fields = """{"status":{"before":"planned","after":"implemented"}}""",
            Reason = "the log is in use",
            RequestId = "0HNABCDEFGHIJ:00000001",
            Salt = "000102030405060708090a0b0c0d0e0f",
        };
        // Given by the database.
        typeof(ChangeEvent).GetProperty(nameof(ChangeEvent.Number))!.SetValue(change, 114L);
        return change;
    }

    private static Task<string> ReadAsync(params string[] path) =>
        File.ReadAllTextAsync(Path.Combine([Path.GetDirectoryName(Content.Root)!, .. path]), TestContext.Current.CancellationToken);
}
