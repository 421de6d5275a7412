namespace Tandem.Inspection.Tests.Policy;

public sealed class ClassTableTests
{
    [Theory]
    [InlineData("fin.iban", "internal")]
    [InlineData("fin.credit_card", "restricted")]
    [InlineData("fin.ibans", "restricted")]
    [InlineData("pii.email", "internal")]
    public void LevelOf_Type_IsThatOfTheLongestPattern(string type, string level) =>
        Assert.Equal(level, BundleFolder.Load(BundleFolder.Good()).LevelOf(type));

    [Fact]
    public void HighestLevel_OfTypes_IsTheMaximum()
    {
        var classes = BundleFolder.Load(BundleFolder.Good()).Classes;

        Assert.Equal("none", classes.HighestLevel([]));
        Assert.Equal("internal", classes.HighestLevel(["fin.iban"]));
        Assert.Equal("restricted", classes.HighestLevel(["fin.iban", "fin.credit_card", "pii.email"]));
        Assert.Equal("internal", classes.HigherOf("none", "internal"));
        Assert.Equal("restricted", classes.HigherOf("restricted", "public"));
    }

    [Fact]
    public void AimsClassOf_Type_IsTheClassOrNone()
    {
        var classes = BundleFolder.Load(BundleFolder.Good()).Classes;

        Assert.Equal("training-data", classes.AimsClassOf("fin.iban"));
        Assert.Equal("none", classes.AimsClassOf("fin.credit_card"));
    }
}
