namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>Tests that share one running demonstration and leave it as it was.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>
{
    public const string Name = "demonstration";
}
