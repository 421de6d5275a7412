using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Tests.Database;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests;

/// <summary>The whole management system on a test server and a folder of its own; tests use it through what a person does.</summary>
internal sealed class ManagementFixture : IAsyncDisposable
{
    internal const string Email = "ada@example.org";
    internal const string Password = "correct horse battery staple";

    private readonly TemporaryFolder? _ownFolder;

    private ManagementFixture(WebApplication app, TemporaryFolder? ownFolder, ManagementOptions options) => (App, _ownFolder, Options) = (app, ownFolder, options);

    internal WebApplication App { get; }

    internal ManagementOptions Options { get; }

    internal static async Task<ManagementFixture> StartAsync(
        string engine = DatabaseEngine.Sqlite, PostgresServer? postgres = null, Func<ManagementOptions, ManagementOptions>? change = null, Action<IServiceCollection>? configure = null)
    {
        var folder = new TemporaryFolder();
        var options = await MigratedDatabase.GiveAsync(OptionsIn(folder), engine, postgres);
        return await StartAsync(change?.Invoke(options) ?? options, folder, configure);
    }

    /// <summary>Starts on a folder that outlives it, for tests that start again.</summary>
    internal static Task<ManagementFixture> StartAsync(TemporaryFolder folder) => StartAsync(OptionsIn(folder), ownFolder: null);

    private static async Task<ManagementFixture> StartAsync(ManagementOptions options, TemporaryFolder? ownFolder, Action<IServiceCollection>? configure = null)
    {
        var app = await ManagementHost.BuildAsync(options, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.AddFilter("Tandem", LogLevel.Warning)
                .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
            // Guessing is not what most tests are about; the product's own count is held by SignInTests.
            builder.Services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
            // What the product would only log: an order or a filter was forgotten, and which row is found is chance.
            builder.Services.ConfigureDbContext<TandemDbContext>(context => context.ConfigureWarnings(warnings =>
                warnings.Throw(CoreEventId.FirstWithoutOrderByAndFilterWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning)));
            configure?.Invoke(builder.Services);
        }, TestContext.Current.CancellationToken);
        await ManagementHost.StartAsync(app, TestContext.Current.CancellationToken);
        return new(app, ownFolder, options);
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
        LedgerSegmentSizeBytes = 64 * 1024,
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

    /// <summary>A browser of another person, whose account has the given roles. The first administrator must be there.</summary>
    internal async Task<Browser> SignInAsAsync(string name, params string[] roles)
    {
        var email = $"{name.Replace(' ', '.').ToLowerInvariant()}@example.org";
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            var users = services.GetRequiredService<UserManager<Account>>();
            var known = services.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
            await using var transaction = await services.GetRequiredService<TandemDbContext>().Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            var account = new Account { Id = Guid.CreateVersion7(Options.TimeProvider.GetUtcNow()), UserName = email, Email = email, DisplayName = name, CreatedAt = Options.TimeProvider.GetUtcNow() };
            foreach (var opening in services.GetServices<AccountOpened>())
                await opening.Handle(services, account, TestContext.Current.CancellationToken);
            Assert.True((await users.CreateAsync(account, Password)).Succeeded);
            foreach (var role in roles)
            {
                if (!await known.RoleExistsAsync(role))
                    await known.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7(Options.TimeProvider.GetUtcNow()) });
                Assert.True((await users.AddToRoleAsync(account, role)).Succeeded);
            }
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        var browser = OpenBrowser();
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", email), ("password", Password));
        Assert.Contains(browser.Path, new[] { "/", "/audit-room" });
        return browser;
    }

    internal async Task<T> WithDatabaseAsync<T>(Func<TandemDbContext, Task<T>> use)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TandemDbContext>());
    }

    /// <summary>Waits until every change is marked with its place in the log.</summary>
    internal async Task WaitForLedgerAsync()
    {
        while (await WithDatabaseAsync(db => db.Outbox.AnyAsync()) || App.Services.GetRequiredService<HistoryLedger>().Health is null)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _ownFolder?.Dispose();
    }
}
