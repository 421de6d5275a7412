using Microsoft.Extensions.Logging.Console;
using Tandem.Gateway;
using Tandem.Management;
using Tandem.Management.Access;

namespace Tandem.Hosting;

/// <summary>
/// Gateway and management in one process. They still meet only by HTTP and files: management reads the gateway's log with its public key and is a client of its
/// operations listener.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly RunningHost _gateway;
    private readonly RunningHost _pages;
    private readonly DataFolderLock _lock;

    private Installation(DataFolderLock dataLock, RunningHost gateway, RunningHost pages)
    {
        _lock = dataLock;
        _gateway = gateway;
        _pages = pages;
    }

    /// <summary>Link by which the first administrator is made; null when there is one.</summary>
    public Uri? FirstAdministratorLink => _pages.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink;

    public static async Task<Installation> StartAsync(InstallationOptions options, CancellationToken cancellation)
    {
        var dataLock = DataFolderLock.Take(options.Data);
        try
        {
            FirstStart.Prepare(options.Data);
            var (gateway, pages) = await StartBothAsync(options, cancellation);
            return new Installation(dataLock, gateway, pages);
        }
        catch
        {
            dataLock.Dispose();
            throw;
        }
    }

    private static async Task<(RunningHost Gateway, RunningHost Pages)> StartBothAsync(InstallationOptions options, CancellationToken cancellation)
    {
        // Side by side: neither needs the other to start, and together they would take the two seconds that a start may.
        var gateway = Task.Run(() => StartGatewayAsync(options, cancellation), cancellation);
        var pages = Task.Run(() => StartPagesAsync(options, cancellation), cancellation);
        try
        {
            return (await gateway, await pages);
        }
        catch
        {
            foreach (var started in (Task<RunningHost>[])[pages, gateway])
            {
                await ((Task)started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (started.IsCompletedSuccessfully)
                    await (await started).DisposeAsync();
            }

            throw;
        }
    }

    private static async Task<RunningHost> StartGatewayAsync(InstallationOptions options, CancellationToken cancellation) =>
        await RunningHost.StartAsync(await GatewayHost.BuildAsync(GatewayOptionsOf(options), Compose, cancellation), app => app.StartAsync(CancellationToken.None));

    private static async Task<RunningHost> StartPagesAsync(InstallationOptions options, CancellationToken cancellation) =>
        await RunningHost.StartAsync(await ManagementHost.BuildAsync(ManagementOptionsOf(options), Compose, cancellation), app => ManagementHost.StartAsync(app, CancellationToken.None));

    /// <summary>Waits until somebody asks the process to stop, then lets requests in flight finish: pages first, so that nobody watches a gateway that is gone.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var memory = IdleMemory.KeepLowAsync(end.Token);
        try
        {
            await WaitForStopAsync(cancellation);
        }
        finally
        {
            await end.CancelAsync();
            await memory;
        }
        await _gateway.StopAsync();
    }

    private async Task WaitForStopAsync(CancellationToken cancellation)
    {
        // Not for the pages: the gateway works on when management is down.
        var stop = _gateway.WaitForStopAsync(cancellation);
        await Task.WhenAny(stop, _pages.WaitForStopAsync(cancellation));
        await _pages.StopAsync();
        if (!stop.IsCompleted && !cancellation.IsCancellationRequested)
            Console.WriteLine("The pages have stopped by themselves; the log on standard error says why. The gateway works on and keeps its records. Start again to have the pages back.");
        await stop;
    }

    public async ValueTask DisposeAsync()
    {
        // Also what a command that failed on its way leaves running.
        try
        {
            await _pages.DisposeAsync();
        }
        finally
        {
            try
            {
                await _gateway.DisposeAsync();
            }
            finally
            {
                _lock.Dispose();
            }
        }
    }

    private static GatewayOptions GatewayOptionsOf(InstallationOptions options) => new()
    {
        LedgerFolder = options.Data.GatewayLedger,
        KeysFolder = options.Data.GatewayKeys,
        PolicyFolder = options.Data.Policy,
        TrustFile = options.Data.TrustList,
        IdentityFile = options.Data.Identity,
        StateFile = options.Data.GatewayState,
        OperationsTokenFile = options.Data.OperationsToken,
        Origin = FirstStart.OriginOf(options.Data),
        ListenUrl = Plain(options.Gateway),
        OperationsUrl = Plain(options.Operations),
        CommitTimeout = options.CommitTimeout,
        LedgerSegmentSizeBytes = options.SegmentSizeBytes,
    };

    private static ManagementOptions ManagementOptionsOf(InstallationOptions options) => new()
    {
        DataFolder = options.Data.Management,
        Database = options.Database,
        ContentFolder = Path.Combine(AppContext.BaseDirectory, "content"),
        GatewayLedgerFolder = options.Data.GatewayLedger,
        GatewayLogKeyFile = options.Data.GatewayLogVerifierKey,
        OperationsUrl = options.Operations,
        OperationsTokenFile = options.Data.OperationsToken,
        ExchangeFolder = options.Data.Exchange,
        ListenUrl = options.Pages,
        PublicUrl = options.PublicPages,
        SignInAttemptsPerMinute = options.SignInAttempts,
        FileScanCommand = options.FileScan,
        SignInProvider = options.SignInProvider,
    };

    /// <summary>What the operator should read stands on standard output; the log goes beside it, to standard error.</summary>
    private static void Compose(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IHostLifetime, SignalsElsewhere>();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Its warning that keys lie unencrypted is answered by their folder, which only the owner can enter.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
