using System.Text.Json.Nodes;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Frameworks;

public sealed class FrameworkLoaderTests
{
    [Fact]
    public void Load_ShippedContent_HasTheCountsOfTheEditions()
    {
        var catalogue = Content.Catalogue;
        Assert.Equal(93, catalogue.Controls.Count(control => control.Id.Standard == Standard.Iso27001));
        Assert.Equal(38, catalogue.Controls.Count(control => control.Id.Standard == Standard.Iso42001));
        Assert.Equal(41, catalogue.Requirements.Count(r => r.Id.Standard == Standard.Iso27001 && r.Kind == RequirementKind.Clause));
        Assert.Equal(43, catalogue.Requirements.Count(r => r.Id.Standard == Standard.Iso42001 && r.Kind == RequirementKind.Clause));
        Assert.Equal(98, catalogue.ControlMappings.Count);
        Assert.Equal(43, catalogue.ClauseMappings.Count);
        Assert.Equal(2, catalogue.ClauseMappings.Count(mapping => mapping.Integration == ClauseIntegration.OnlyIso42001));
        Assert.Equal(49, catalogue.Requirements.Count(r => r.RuntimeEvidence is not null));
    }

    [Fact]
    public void Load_ShippedContent_NamesThirteenNumbersOfBothStandards()
    {
        var both = Content.Catalogue.Controls.GroupBy(control => control.Id.Ref).Where(group => group.Count() == 2).ToArray();
        Assert.Equal(13, both.Length);
        Assert.All(both, group => Assert.NotEqual(group.First().Title, group.Last().Title));
    }

    [Fact]
    public void Resolve_BareNumberOfBothStandards_AsksAndNamesBothTitles()
    {
        var resolution = Content.Catalogue.Resolve("A.8.3");
        Assert.Null(resolution.Requirement);
        Assert.Equal(["iso27001:A.8.3", "iso42001:A.8.3"], resolution.Candidates.Select(candidate => candidate.Id.ToString()));
        Assert.Contains("Information access restriction", resolution.Question, StringComparison.Ordinal);
        Assert.Contains("External reporting", resolution.Question, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_UnknownNumberOfAStandard_SaysWhere()
    {
        Assert.Contains("neither", Content.Catalogue.Resolve("iso42001:A.99.1").Question, StringComparison.Ordinal);
        Assert.Equal("iso42001:A.6.2.8", Content.Catalogue.Resolve("iso42001:A.6.2.8").Requirement?.Id.ToString());
    }

    [Fact]
    public void MappingsOf_Logging_HoldsItsSiblingStrongestFirst()
    {
        var mappings = Content.Catalogue.MappingsOf(RequirementId.Parse("iso27001:A.8.15"));
        Assert.Contains(mappings, mapping => mapping.Target.Id.ToString() == "iso42001:A.6.2.8");
        Assert.Equal(mappings.Select(mapping => mapping.Strength).OrderDescending(), mappings.Select(mapping => mapping.Strength));
    }

    [Fact]
    public void Load_BrokenJson_NamesFileLineAndColumn()
    {
        var folder = Content.Copy();
        File.WriteAllText(Path.Combine(folder, "mapping-clauses.json"), "{\n  \"items\": [ , ]\n}");
        var error = Assert.Throws<FrameworkContentException>(() => FrameworkLoader.Load(folder));
        Assert.Equal("mapping-clauses.json: line 2, column 14: not valid JSON", Assert.Single(error.Problems));
    }

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        var folder = Content.Copy();
        File.Delete(Path.Combine(folder, "evidence-types.json"));
        var error = Assert.Throws<FrameworkContentException>(() => FrameworkLoader.Load(folder));
        Assert.StartsWith("evidence-types.json: cannot be read", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<JsonObject>, string> Damages => new()
    {
        { "iso27001-2022.annex-a.json", file => file["items"]!.AsArray().RemoveAt(5), "iso27001-2022.annex-a.json: items: 92 items found, the edition has 93" },
        { "iso42001-2023.annex-a.json", file => file["items"]![0]!["id"] = "A.2.2", "iso42001-2023.annex-a.json: items[0].id: `A.2.2` does not say which standard; did you mean `iso27001:A.2.2` or `iso42001:A.2.2`?" },
        { "iso42001-2023.annex-a.json", file => file["items"]![1]!["id"] = "iso27001:A.2.3", "iso42001-2023.annex-a.json: items[1].id: `iso27001:A.2.3` belongs to the other standard" },
        { "iso27001-2022.clauses.json", file => file["items"]![2]!["id"] = "iso27001:4.1", "iso27001-2022.clauses.json: items[2].id: `iso27001:4.1` is used twice" },
        { "iso27001-2022.clauses.json", file => file["items"]![2]!["title"] = "", "iso27001-2022.clauses.json: items[2].title: a text is missing" },
        { "iso27001-2022.annex-a.json", file => file["items"]![3]!["evidence"]![0] = "EV-NOTHING", "iso27001-2022.annex-a.json: items[3].evidence[0]: `EV-NOTHING` is not a kind of evidence" },
        { "iso27001-2022.annex-a.json", file => file["items"]![3]!["theme"] = "magical", "iso27001-2022.annex-a.json: items[3].theme: `magical` is not listed under themes" },
        { "mapping-27001-42001.json", file => file["items"]![7]!["target"] = "iso42001:A.99.9", "mapping-27001-42001.json: items[7].target: `iso42001:A.99.9` is neither a clause nor a control of the content" },
        { "mapping-27001-42001.json", file => file["items"]![7]!["strength"] = 11, "mapping-27001-42001.json: items[7].strength: a number from 1 to 10 is expected" },
        { "runtime-evidence.json", file => file["items"]![0]!["fields"]![0] = "caller.shoeSize", "runtime-evidence.json: items[0].fields[0]: `caller.shoeSize` is not listed under fields" },
        { "runtime-evidence.json", file => file["minimumForAiEventLogs"] = new JsonArray(), "runtime-evidence.json: minimumForAiEventLogs: an empty set would be held by every record" },
        { "evidence-types.json", file => file["items"]!.AsArray().Add(file["items"]![0]!.DeepClone()), "evidence-types.json: items[143].id: `EV-POLICY` is used twice" },
    };

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public void Load_DamagedContent_StopsWithFileAndPlace(string file, Action<JsonObject> damage, string expected)
    {
        var folder = Content.Copy();
        var path = Path.Combine(folder, file);
        var content = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        damage(content);
        File.WriteAllText(path, content.ToJsonString());
        var error = Assert.Throws<FrameworkContentException>(() => FrameworkLoader.Load(folder));
        Assert.Contains(expected, error.Problems);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
