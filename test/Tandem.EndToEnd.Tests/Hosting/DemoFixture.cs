namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>One demonstration that the tests of an assembly share when they do not harm it.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new("tandem-demo");

    internal RunningDemo Demo { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Demo = await RunningDemo.StartAsync(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await Demo.DisposeAsync();
        _folder.Dispose();
    }
}
