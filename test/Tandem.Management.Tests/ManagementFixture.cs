using Microsoft.AspNetCore.TestHost;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests;

/// <summary>The whole management system on a test server and a folder of its own; tests use it through what a person does.</summary>
internal sealed class ManagementFixture : IAsyncDisposable
{
    internal const string Email = "ada@example.org";
    internal const string Password = "correct horse battery staple";

    private readonly TemporaryFolder _folder;

    private ManagementFixture(WebApplication app, TemporaryFolder folder, ManagementOptions options) => (App, _folder, Options) = (app, folder, options);

    internal WebApplication App { get; }

    internal ManagementOptions Options { get; }

    internal static async Task<ManagementFixture> StartAsync(
        string engine = DatabaseEngine.Sqlite, PostgresServer? postgres = null, Func<ManagementOptions, ManagementOptions>? change = null)
    {
        var folder = new TemporaryFolder();
        var options = OptionsIn(folder) with { Database = engine == DatabaseEngine.Sqlite ? "sqlite" : await postgres!.CreateDatabaseAsync() };
        options = change?.Invoke(options) ?? options;
        var app = await ManagementHost.BuildAsync(options, builder => builder.WebHost.UseTestServer(), TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, folder, options);
    }

    internal static ManagementOptions OptionsIn(TemporaryFolder folder) => new()
    {
        DataFolder = folder.In("management"),
        ContentFolder = Frameworks.Content.Root,
        GatewayLedgerFolder = folder.In("gateway", "ledger"),
        GatewayLogKeyFile = folder.In("gateway", "log.vkey"),
        OperationsUrl = new Uri("http://127.0.0.1:1"),
        OperationsTokenFile = folder.In("gateway", "operations.token"),
        ExchangeFolder = folder.In("exchange"),
        ListenUrl = new Uri("http://localhost:8080"),
    };

    /// <summary>A browser that nobody is signed in with.</summary>
    internal Browser OpenBrowser() => new(App.GetTestServer());

    /// <summary>A browser of the first administrator, who is created when there is none.</summary>
    internal async Task<Browser> SignInAsync()
    {
        var browser = OpenBrowser();
        if (App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink is { } link)
        {
            await browser.OpenAsync(link.PathAndQuery);
            await browser.SubmitAsync("/setup", ("name", "Ada Lovelace"), ("email", Email), ("password", Password), ("repeat", Password));
        }
        else
        {
            await browser.OpenAsync("/sign-in");
            await browser.SubmitAsync("/sign-in", ("email", Email), ("password", Password));
        }
        return browser;
    }

    internal async Task<T> WithDatabaseAsync<T>(Func<TandemDbContext, Task<T>> use)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TandemDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
