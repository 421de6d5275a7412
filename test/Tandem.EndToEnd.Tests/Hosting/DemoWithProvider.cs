using System.Globalization;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>A demonstration whose people may sign in at a real identity provider, which runs beside it.</summary>
public sealed class DemoWithProvider : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new("tandem-provider");
    private IdentityProvider? _provider;
    private RunningDemo? _demo;

    internal RunningDemo Demo => _demo ?? throw new InvalidOperationException("the demonstration is not started");

    public async ValueTask InitializeAsync()
    {
        var ports = FreePorts.Take(4);
        var pages = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{ports[0]}"));
        (_provider, var file) = await IdentityProvider.StartAsync(pages, _folder.Path, new { createsAccounts = true, defaultRole = "Reader", groupsClaim = "groups", roles = new { leads = "Security lead" } });
        _demo = await RunningDemo.StartOnAsync(_folder.In("data"), ports, "--sign-in-provider", file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
            await _demo.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        _folder.Dispose();
    }
}
