using System.Text.Json;
using Tandem.Inspection.Policy;

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

    [Fact]
    public void Inventory_SerialisedAsTheWebDoes_IsTheFileOfABundle()
    {
        var inventory = new Inventory([new InventorySystem
        {
            Key = "AIS-0007",
            Name = "Überprüfung",
            Applications = ["reviews"],
            IntendedUses = ["reviewing"],
            AllowedRoles = ["reviewer", "lead"],
            RiskClass = "high",
            Owner = "ada@example.org",
        }]);
        var files = BundleFolder.Starter();
        files["inventory.json"] = JsonSerializer.SerializeToUtf8Bytes(inventory, JsonSerializerOptions.Web);

        Assert.Equivalent(inventory, BundleFolder.Load(files).Inventory, strict: true);
    }
}
