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
        Assert.Equal(193, catalogue.Requirements.Count(r => catalogue.GuidanceOf(r.Id) is not null));
        Assert.Equal([30, 17, 72], catalogue.Frameworks.Select(framework => catalogue.Provisions.Count(provision => provision.Framework == framework)));
        Assert.Equal(402, catalogue.Provisions.Sum(provision => catalogue.LinksOf(provision).Count));
        Assert.Equal(402, catalogue.Requirements.Sum(requirement => catalogue.LinksTo(requirement.Id).Count));
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

    [Fact]
    public void Load_FileListedThatIsNotThere_IsNamedOnce()
    {
        var folder = Content.Copy();
        File.Delete(Path.Combine(folder, "guidance.json"));
        var error = Assert.Throws<FrameworkContentException>(() => FrameworkLoader.Load(folder));
        Assert.StartsWith("guidance.json: cannot be read", Assert.Single(error.Problems), StringComparison.Ordinal);
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
        { "guidance.json", file => file["items"]![0]!["effortHint"] = "XL", "guidance.json: items[0].effortHint: `XL` is not S, M or L" },
        { "guidance.json", file => file["items"]![0]!["requirement"] = "iso27001:4.9", "guidance.json: items[0].requirement: `iso27001:4.9` is neither a clause nor a control of the content" },
        { "guidance.json", file => file["items"]![1]!["requirement"] = "iso27001:4.1", "guidance.json: items[1].requirement: `iso27001:4.1` is used twice" },
        { "guidance.json", file => file["items"]!.AsArray().RemoveAt(0), "guidance.json: items: guidance for `iso27001:4.1` is missing" },
        { "guidance.json", file => file["items"]![192]!["extends27001"] = new JsonArray(new JsonObject { ["id"] = "iso42001:A.2.2", ["note"] = "so" }), "guidance.json: items[192].extends27001[0].id: `iso42001:A.2.2` belongs to the other standard" },
        { "frameworks-external.json", file => file["frameworks"]![0]!["kind"] = "rumour", "frameworks-external.json: frameworks[0].kind: `rumour` is not law or guidance" },
        { "frameworks-external.json", file => file["frameworks"]![1]!["id"] = "iso27001", "frameworks-external.json: frameworks[1].id: `iso27001` is used twice" },
        { "frameworks-external.json", file => file["items"]![2]!["id"] = "eu-ai-act:Art.4", "frameworks-external.json: items[2].id: `eu-ai-act:Art.4` is used twice" },
        { "frameworks-external.json", file => file["items"]![2]!["appliesFrom"] = "soon", "frameworks-external.json: items[2].appliesFrom: a day like 2026-08-02 is expected" },
        { "crosswalk.json", file => file["items"]![3]!["support"] = "total", "crosswalk.json: items[3].support: `total` is not strong, partial or weak" },
        { "crosswalk.json", file => file["supportScale"]!["total"] = "all of it", "crosswalk.json: supportScale.total: `total` is not strong, partial or weak" },
        { "crosswalk.json", file => file["items"]![3]!["source"] = "eu-ai-act:Art.999", "crosswalk.json: items[3].source: `eu-ai-act:Art.999` is no provision of the content" },
        { "crosswalk.json", file => file["items"]![3]!["target"] = "iso42001:A.99.9", "crosswalk.json: items[3].target: `iso42001:A.99.9` is neither a clause nor a control of the content" },
        { "crosswalk.json", file => file["items"]![1]!["target"] = file["items"]![0]!["target"]!.GetValue<string>(), "crosswalk.json: items[1]: `eu-ai-act:Art.4` and `iso42001:7.2` are linked twice" },
        { "aliases.json", file => file["items"]![0]!["meant"]![0] = "iso42001:A.8.3", "aliases.json: items[0].meant: `iso42001:A.8.3` cannot be meant instead of itself" },
        { "aliases.json", file => file["items"]![0]!["wordings"] = new JsonArray(), "aliases.json: items[0].wordings: each alias needs a wording that shows what is meant" },
        { "aliases.json", file => file["items"]![6]!["page"] = "https://evil.example", "aliases.json: items[6].page: `https://evil.example` is no page of the catalogue" },
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
