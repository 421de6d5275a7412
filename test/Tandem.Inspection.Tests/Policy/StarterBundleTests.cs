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
        Assert.Equal(12, result.Bundle!.Rules.Count);
        Assert.Equal(20, BundleTests.Run(result.Bundle).Count);
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
}
