using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Inspection.Classification;
using Tandem.Inspection.Policy;
using Tandem.Inspection.Policy.Testing;

namespace Tandem.Inspection.Tests.Policy;

public sealed class StarterBundleTests
{
    [Fact]
    public void StarterBundle_Loaded_HasNoProblemAndItsOwnTestsPass()
    {
        var result = PolicyBundle.Load(BundleFolder.Starter(), BundleFolder.Now, new BundleLoadOptions { RunTests = true });

        Assert.Equal([], result.Problems);
        Assert.Equal(13, result.Bundle!.Rules.Count);
        Assert.Equal(22, BundleTests.Run(result.Bundle).Count);
    }

    [Fact]
    public void StarterBundle_Rules_NameOwnerControlsAndOnlyTheOrganisation()
    {
        Assert.All(BundleFolder.Load(BundleFolder.Starter()).Rules, rule =>
        {
            Assert.NotEmpty(rule.Owner);
            Assert.NotEmpty(rule.Controls);
            Assert.Equal("organisation", rule.Layer);
        });
    }

    [Fact]
    public void StarterBundle_Classes_CoverEveryTypeThatTheClassifierReports()
    {
        using var classes = JsonDocument.Parse(BundleFolder.Starter()["classes.json"]);
        string[] patterns = [.. classes.RootElement.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("type").GetString()!)];

        Assert.All(DetectorCatalogue.BuiltIn.Types, type => Assert.Contains(patterns, pattern => TypePattern.Matches(pattern, type)));
    }

    [Fact]
    public void StarterBundle_Rules_NameOnlyTypesThatTheClassifierReports()
    {
        var types = DetectorCatalogue.BuiltIn.Types;
        var rules = BundleFolder.Load(BundleFolder.Starter()).Rules;
        string[] named =
        [
            .. rules.SelectMany(rule => rule.Classes),
            .. rules.SelectMany(rule => Regex.Matches(rule.When, "'[a-z]+\\.[^']*'", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value.Trim('\''))),
        ];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(types, type => TypePattern.Matches(name, type)));
    }
}
