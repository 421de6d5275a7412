using System.Text.Json;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Recording;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Tests.Recording;

/// <summary>The records' format as others read it: golden files, and the page that explains every member.</summary>
public sealed class GatewayRecordFormatTests
{
    private const string Advice =
        "the format of the gateway's records changed: make a new folder of golden files, change docs/formats/gateway-records.md, and put a line with a star into CHANGELOG.md; "
        + "never change a golden file that was released";

    private static readonly string[] Objects = ["modelVer", "hrev", "tok", "us", "cov"];

    public static TheoryData<string> Names => [.. SampleDrafts.All.Keys.Append(SampleDrafts.Recovery)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Draft_FromFixedInput_GivesTheBytesOfTheGoldenFile(string name)
    {
        using var log = new RecordedMembers();

        var record = await RecordAsync(log, name);

        var golden = await File.ReadAllTextAsync(Path.Combine(Golden, name + ".json"), TestContext.Current.CancellationToken);
        Assert.True(golden == RecordedMembers.Of(record), $"{name}: {Advice}\ngolden: {golden}now:    {RecordedMembers.Of(record)}");
    }

    [Fact]
    public void GoldenFiles_AreOneForEachDraft()
    {
        var files = Directory.EnumerateFiles(Golden, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

        Assert.Equal(Names.Select(row => row.Data).Order(StringComparer.Ordinal), files);
    }

    [Theory]
    [InlineData("decision, outcome, recovery", "decision", "decision-refused", "outcome", "recovery")]
    [InlineData("key", "key-caller-created", "key-caller-revoked")]
    [InlineData("policy", "policy-loaded", "policy-refused")]
    [InlineData("identity", "identity-loaded", "identity-refused")]
    [InlineData("shed", "shed-unauthenticated")]
    public async Task Document_NamesExactlyTheMembersThatAreWritten(string section, params string[] names)
    {
        using var log = new RecordedMembers();
        var written = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names) written.UnionWith(MembersOf(await RecordAsync(log, name)));

        var documented = SectionOf(section).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => NamesIn(line.Split('|')[1]));

        Assert.True(written.SetEquals(documented), $"docs/formats/gateway-records.md, section `{section}`: only in the records: {string.Join(", ", written.Except(documented))}; only on the page: {string.Join(", ", documented.Except(written))}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Document_ShowsTheGoldenFile(string name)
    {
        var page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        var shown = page.Split("```json\n").Skip(1).Select(block => Canonical(block.Split("```")[0])).ToList();

        Assert.Contains(Canonical(await File.ReadAllTextAsync(Path.Combine(Golden, name + ".json"), TestContext.Current.CancellationToken)), shown);
    }

    [Fact]
    public async Task Drafts_WithTextThatJsonCannotCarry_AreWrittenAllTheSame()
    {
        const string Noncharacter = "a\uFFFEb";
        using var log = new RecordedMembers();

        var decision = await log.WriteAsync(SampleDrafts.DecisionOf(Noncharacter));
        var identity = await log.WriteAsync(IdentityRecords.Refused("-", [Noncharacter]));

        Assert.Equal("a\uFFFDb", decision.Root.GetProperty("roles")[0].GetString());
        Assert.Equal("a\uFFFDb", identity.Root.GetProperty("problems")[0].GetString());
    }

    private static string Golden => Path.Combine(Repository(), "test", "vectors", "gateway-records-v1");

    private static string Page => Path.Combine(Repository(), "docs", "formats", "gateway-records.md");

    private static async Task<LedgerRecord> RecordAsync(RecordedMembers log, string name) =>
        await log.WriteAsync(name == SampleDrafts.Recovery ? RecoveryDraft.For(await log.WriteAsync(SampleDrafts.All["decision"])) : SampleDrafts.All[name]);

    // `kind` is the writer's and stands on the page of all records.
    private static IEnumerable<string> MembersOf(LedgerRecord record)
    {
        using var json = JsonDocument.Parse(RecordedMembers.Of(record));
        foreach (var member in json.RootElement.EnumerateObject().Where(member => member.Name is not ("kind" or "tenant")))
        {
            if (!Objects.Contains(member.Name)) yield return member.Name;
            else foreach (var inner in member.Value.EnumerateObject()) yield return $"{member.Name}.{inner.Name}";
        }
    }

    private static IEnumerable<string> SectionOf(string title) =>
        File.ReadLines(Page).SkipWhile(line => line != $"## {title}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));

    private static IEnumerable<string> NamesIn(string cell) => cell.Split('`').Where((_, position) => position % 2 == 1);

    private static string Canonical(string json) =>
        System.Text.Encoding.UTF8.GetString(Tandem.Ledger.Canonical.JcsCanonicalizer.Canonicalize(System.Text.Encoding.UTF8.GetBytes(json)));

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tandem.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the repository is not above the test's folder");
        return folder;
    }
}
