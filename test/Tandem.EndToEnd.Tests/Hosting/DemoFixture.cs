using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>One demonstration that the tests of the collection share when they do not harm it.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private RunningDemo? _demo;
    private readonly TemporaryFolder _folder = new("tandem-demo");

    internal RunningDemo Demo => _demo ?? throw new InvalidOperationException("the demonstration is not started");

    public async ValueTask InitializeAsync() => _demo = await RunningDemo.StartAsync(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
            await _demo.DisposeAsync();
        _folder.Dispose();
    }
}
