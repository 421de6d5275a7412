namespace Tandem.Inspection.Tests.Policy;

public sealed class InventoryTests
{
    [Theory]
    [InlineData("AIS-0001", "claims", "claims-handling", true)]
    [InlineData("AIS-0001", "ide", "claims-handling", false)]
    [InlineData("AIS-0001", "claims", "programming", false)]
    [InlineData("AIS-0009", "claims", "claims-handling", false)]
    [InlineData("none", "claims", "claims-handling", false)]
    public void AllowsUse_Use_NeedsSystemApplicationAndPurpose(string key, string application, string purpose, bool isAllowed) =>
        Assert.Equal(isAllowed, BundleFolder.Load(BundleFolder.Good()).Inventory.AllowsUse(key, application, purpose));

    [Fact]
    public void OfApplication_Application_GivesItsSystem()
    {
        var inventory = BundleFolder.Load(BundleFolder.Good()).Inventory;

        Assert.Equal("AIS-0002", inventory.OfApplication("ide")?.Key);
        Assert.Null(inventory.OfApplication("IDE"));
    }
}
