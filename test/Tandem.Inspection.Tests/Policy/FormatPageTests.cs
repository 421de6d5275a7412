using Tandem.Inspection.Policy.Cel;
using Tandem.Inspection.Tests.Policy.Cel;

namespace Tandem.Inspection.Tests.Policy;

public sealed class FormatPageTests
{
    [Fact]
    public void FormatPage_Facts_AreThoseOfTheSchema()
    {
        var page = BundleFolder.FormatPage();
        var facts = Conditions.Schema.Root.Fields.Values.SelectMany(
            field => field.Type.Kind == CelKind.Message ? field.Type.Fields.Keys.Select(name => $"{field.Name}.{name}") : [field.Name]);

        Assert.All(facts, fact => Assert.Contains($"`{fact}`", page, StringComparison.Ordinal));
    }
}
