using System.Text.Json.Nodes;
using Tandem.Management.Approvals;
using Tandem.Management.Tests.Frameworks;

namespace Tandem.Management.Tests.Approvals;

/// <summary>The bytes whose hash an approver signs for, as others make them anew.</summary>
public sealed class SignedContentTests
{
    private static string Folder => Path.Combine(Content.Root, "..", "test", "vectors", "approval-content-v1");

    [Fact]
    public async Task Content_OfTheGoldenExample_HasItsBytesAndItsHash()
    {
        var golden = await File.ReadAllTextAsync(Path.Combine(Folder, "content.json"), TestContext.Current.CancellationToken);
        var hash = (await File.ReadAllTextAsync(Path.Combine(Folder, "content.sha256"), TestContext.Current.CancellationToken)).Split(' ')[0];
        var page = await File.ReadAllTextAsync(Path.Combine(Content.Root, "..", "docs", "formats", "approval-content.md"), TestContext.Current.CancellationToken);

        var content = SignedContent.Of("document", "DOC-0007", 4, Fields("Access control"), "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");

        Assert.Equal(golden, content);
        Assert.Equal(hash, SignedContent.Hash(content));
        Assert.Contains(hash, page, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(golden), JsonNode.Parse(page.Split("```json\n")[1].Split("```")[0])));
    }

    [Fact]
    public void Hash_DependsOnEveryPart_AndNotOnTheOrderOfFields()
    {
        var hashes = new[]
        {
            SignedContent.Of("document", "DOC-0007", 4, Fields("Access control"), null), SignedContent.Of("risk", "DOC-0007", 4, Fields("Access control"), null),
            SignedContent.Of("document", "DOC-0008", 4, Fields("Access control"), null), SignedContent.Of("document", "DOC-0007", 5, Fields("Access control"), null),
            SignedContent.Of("document", "DOC-0007", 4, Fields("Access  control"), null), SignedContent.Of("document", "DOC-0007", 4, Fields("Access control"), "00"),
            SignedContent.Of("document", "DOC-0007", 4, Fields("Access control").Skip(1), null),
        }.Select(SignedContent.Hash).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.Equal(hashes[0], SignedContent.Hash(SignedContent.Of("document", "DOC-0007", 4, Fields("Access control").Reverse(), null)));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(string title) =>
    [
        new("title", title), new("owner", "PER-0003"), new("standards", new JsonArray("iso27001", "iso42001")), new("reviewMonths", 12), new("reviewedOn", null), new("note", "Überprüft – “x” <b>"),
    ];
}
