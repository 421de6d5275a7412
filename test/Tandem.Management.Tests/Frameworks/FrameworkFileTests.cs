using System.Text;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Frameworks.Uploads;
using Tandem.Management.Frameworks.Uploads.Reading;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>Files of every known form are read whole or refused with the place and the reason; hostile ones cost nothing.</summary>
public sealed class FrameworkFileTests
{
    [Fact]
    public void Read_LibraryOfCisoAssistant_KeepsPartsAndNamesWhatItLeaves()
    {
        var reading = Read(FrameworkFiles.Library);

        Assert.Empty(reading.Problems);
        var framework = reading.Framework!;
        Assert.Equal(("urn:example:risk:framework:house", 1L, "HOUSE", "Rules of the house", "Example Ltd", "© Example Ltd, all rights reserved", FrameworkFormat.CisoAssistant),
            (framework.Urn, framework.Number, framework.Ref, framework.Name, framework.Publisher, framework.Copyright, framework.Format));
        Assert.Equal([("1", "People", 1, false), ("1.1", "Say that a machine answers", 2, true), ("", "", 2, true)], framework.Nodes.Select(node => (node.Ref, node.Title, node.Depth, node.IsAssessable)));
        Assert.Equal("Whoever talks to an assistant\nis told so.", framework.Nodes[1].Text);
        Assert.Equal(["all"], framework.Nodes[1].Groups);
        Assert.Equal("See the style guide.", framework.Nodes[1].Note);
        foreach (var member in new[] { "dependencies", "translations", "objects.framework.scores_definition", "objects.framework.implementation_groups_definition", "objects.framework.requirement_nodes[].questions", "objects.framework.requirement_nodes[].translations" })
            Assert.Contains(member, reading.Ignored);
    }

    [Fact]
    public void Read_VariantsOfTheLibrary_AreTaken()
    {
        Assert.NotNull(Read(FrameworkFiles.Library.Replace("version: 1\n", "version: '1'\n", StringComparison.Ordinal)).Framework);
        var list = FrameworkFiles.Library.Replace("  framework:\n    urn:", "  frameworks:\n  - urn:", StringComparison.Ordinal);
        Assert.Equal(3, Read(list).Framework!.Nodes.Count);
        Assert.NotNull(Read("\uFEFF" + FrameworkFiles.Library).Framework);
        Assert.NotNull(Read(FrameworkFiles.Library.Replace("\n", "\r\n", StringComparison.Ordinal)).Framework);
        Assert.Equal("house", Read(FrameworkFiles.Library.Replace("    ref_id: HOUSE\n", "", StringComparison.Ordinal)).Framework!.Ref);
    }

    [Theory]
    [InlineData("reference_controls", "reference controls")]
    [InlineData("threats", "threats")]
    [InlineData("risk_matrix", "a risk matrix")]
    [InlineData("requirement_mapping_set", "a mapping between frameworks")]
    [InlineData("requirement_mapping_sets", "mappings between frameworks")]
    [InlineData("metric_definitions", "definitions of metrics")]
    [InlineData("preset", "a preset")]
    [InlineData("something_new", "`something_new`")]
    public void Read_LibraryOfOtherThings_IsRefusedByWhatItHolds(string member, string words)
    {
        var reading = Read($"urn: urn:x\nversion: 1\nobjects:\n  {member}:\n  - urn: urn:y\n");
        Assert.Null(reading.Framework);
        Assert.Contains($"holds no framework but {words}", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OscalCatalog_FillsParametersAndKeepsTheTree()
    {
        var reading = Read(FrameworkFiles.Catalog);

        Assert.Empty(reading.Problems);
        var framework = reading.Framework!;
        Assert.Equal(("oscal:example-catalog", 202402150930L, "Example catalog", "1.0", "Example Ltd"), (framework.Urn, framework.Number, framework.Name, framework.Edition, framework.Publisher));
        Assert.Equal([("", "Access", 1, false), ("AC-1", "Rules of [the house]", 2, true), ("ac-1.1", "More rules", 3, false)], framework.Nodes.Select(node => (node.Ref, node.Title, node.Depth, node.IsAssessable)));
        Assert.Equal("Write the rules.\n  Look at them [ac-1_prm_2].", framework.Nodes[1].Text);
        Assert.Contains("catalog.back-matter", reading.Ignored);
        Assert.Contains("OSCAL `1.0.4` is not taken", Assert.Single(Read(FrameworkFiles.Catalog.Replace("1.1.3", "1.0.4", StringComparison.Ordinal)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GoldenFileOfOurForm_IsTakenAsTheDocumentSays()
    {
        var root = Path.Combine(Content.Root, "..");
        var reading = FrameworkFile.Read(await File.ReadAllBytesAsync(Path.Combine(root, "test", "vectors", "framework-v1", "framework.json"), TestContext.Current.CancellationToken));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Ignored);
        Assert.Equal((2L, FrameworkKind.Internal, "© Example Ltd"), (reading.Framework!.Number, reading.Framework.Kind, reading.Framework.Copyright));
        Assert.Equal(["1", "1.1", "1.2"], reading.Framework.Nodes.Select(node => node.Urn));
        var page = await File.ReadAllTextAsync(Path.Combine(root, "docs", "formats", "framework.md"), TestContext.Current.CancellationToken);
        Assert.All(OwnMembers(), member => Assert.Contains($"`{member}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyMistakes_AreToldAtOnceWithTheirPlaces()
    {
        var reading = Read("""
            {"format":"tandem-framework/v1","urn":"","version":0,"name":7,"kind":"rumour","ref":"R","surprise":1,"provisions":[
              {"id":"a","title":"A","parent":"nowhere"},{"id":"a","title":"B","assessable":"perhaps"},{"id":"c"},{"id":"d","title":"D","parent":"e"},{"id":"e","title":"E","parent":"d"},"text",{"id":"f","title":"F","groups":"all"}]}
            """);
        Assert.Null(reading.Framework);
        foreach (var problem in new[] { "`urn` is missing", "`version`: `version` must be a whole number", "`kind`: one of standard, law", "`provisions[0]`: the part above it, `nowhere`, is not in the file", "`provisions[1]`: `a` is used twice",
            "`provisions[1].assessable`: true or false", "`provisions[2]`: `title` is missing", "`provisions[3]`: the parts above it go in a circle", "`provisions[5]`: an object", "`provisions[6].groups`: a list" })
            Assert.Contains(reading.Problems, told => told.Contains(problem, StringComparison.Ordinal));
        Assert.Equal(["surprise"], reading.Ignored);
    }

    [Fact]
    public void Read_ThousandsOfMistakes_AreCountedAndNotAllTold()
    {
        var reading = Read(FrameworkFiles.Own(3000, part: _ => new { id = "same", title = "" }));
        Assert.Equal(UploadLimits.Problems + 1, reading.Problems.Count);
        Assert.StartsWith("and ", reading.Problems[^1], StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "line 1: an anchor" },
        { "objects: *nothing\n", "line 1: an alias" },
        { "objects: !!python/object/apply:os.system ['id']\n", "line 1: a tag" },
        { "a: 1\na: 2\n", "`a` is named twice" },
        { "a: 1\n---\nb: 2\n", "a second document begins" },
        { "? [a, b]\n: c\n", "a name is expected" },
        { new string('[', 5000), "more than 40 levels" },
        { "{\"a\":" + new string('[', 5000), "levels" },
        { "{\"a\":1,\"a\":2}", "a member named twice" },
        { "{\"format\":\"tandem-framework/v1\"", "not valid JSON" },
        { "{\"format\":\"\\ud800\"}", "half of a character" },
        { "a: [", "not valid YAML" },
        { "\t- x: {", "not valid YAML" },
        { "just words", "none of the known forms" },
        { " \n", "the file is empty" },
        { "[]", "none of the known forms" },
        { "{\"format\":\"tandem-framework/v9\"}", "is no known form" },
        { "objects: text\n", "`objects` is missing" },
        { "objects:\n  framework: []\n", "holds no framework" },
        { "{\"catalog\":{}}", "`title` is missing" },
    };

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void Read_HostileFile_IsRefusedInWords(string file, string words)
    {
        var reading = Read(file);
        Assert.Null(reading.Framework);
        Assert.Contains(reading.Problems, problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TooLargeTooManyTooLongOrNoText_IsRefused()
    {
        Assert.Contains("larger than 5 MiB", Assert.Single(FrameworkFile.Read(new byte[UploadLimits.File + 1]).Problems), StringComparison.Ordinal);
        Assert.Contains("not text in UTF-8", Assert.Single(FrameworkFile.Read([0xff, 0xfe, 0x00]).Problems), StringComparison.Ordinal);
        Assert.Contains("at most 10000 are taken", Assert.Single(Read(FrameworkFiles.Own(UploadLimits.Nodes + 1)).Problems), StringComparison.Ordinal);
        Assert.Contains("shorten it to 1000", Assert.Single(Read(FrameworkFiles.Own(1, part: _ => new { id = "a", title = new string('x', 1001) })).Problems), StringComparison.Ordinal);
        Assert.Contains("U+0000", Read(FrameworkFiles.Own(1, part: _ => new { id = "a", title = "a\0b" })).Problems[0], StringComparison.Ordinal);
        Assert.Contains("U+0000", Read(FrameworkFiles.Library.Replace("name: People", "name: \"a\\0b\"", StringComparison.Ordinal)).Problems[0], StringComparison.Ordinal);
        Assert.Contains("deeper than 15", Read(FrameworkFiles.Own(20, part: i => new { id = $"p{i}", title = "t", parent = i == 1 ? null : $"p{i - 1}" })).Problems[0], StringComparison.Ordinal);
        Assert.NotNull(Read(FrameworkFiles.Own(UploadLimits.Nodes)).Framework);
    }

    private static IEnumerable<string> OwnMembers() =>
        ["format", "urn", "version", "ref", "name", "kind", "edition", "publisher", "locale", "copyright", "description", "provisions", "id", "parent", "title", "text", "note", "assessable", "groups"];

    private static FrameworkReading Read(string file) => FrameworkFile.Read(Encoding.UTF8.GetBytes(file));
}
