using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Gateway.Bodies;
using Tandem.Gateway.Exchanges;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Policies;
using Tandem.Gateway.Recording;
using Tandem.Inspection.Classification;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway;

/// <summary>Composes the gateway. Everything it consists of is named in this file.</summary>
public static class GatewayHost
{
    /// <summary>Opens the log, rebuilds the state, closes what a crash left open, loads the bundle and builds the application; start it with <c>StartAsync</c>.</summary>
    /// <exception cref="GatewayConfigurationException">The options, keys or files cannot be used; every problem is named with what to do.</exception>
    /// <exception cref="LedgerOpenException">The log cannot be continued without hiding a loss or a change.</exception>
    public static async Task<WebApplication> BuildAsync(GatewayOptions options, Action<WebApplicationBuilder>? configure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = GatewayOptionsValidator.Problems(options).ToList();
        if (problems.Count > 0) throw new GatewayConfigurationException(problems);
        // Read once more when it is put in force; a start with mistakes in it names all of them at once.
        TokenIssuers.Load(options.IdentityFile, problems);
        var keys = LoadKeys(options, problems);
        if (problems.Count > 0) throw new GatewayConfigurationException(problems);

        // A line feed alone ends a line for this server and not for others, so a proxy in front could see other requests than the gateway. The server has
        // no option for it; its switch holds for the process and is read when the server is made.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => GatewayListeners.Configure(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + TimeSpan.FromSeconds(5));
        // The server's own lines name paths and quote malformed requests, which are callers' text.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        configure?.Invoke(builder);
        AddServices(builder.Services, options, keys!, await OpenLogAsync(options, keys!, cancellationToken));

        var app = builder.Build();
        try
        {
            await StartUpAsync(app);
            Map(app);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a started gateway listens.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public static GatewayAddresses AddressesOf(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.ToArray();
        // In the order in which the listeners were added; `localhost` counts once.
        return addresses is { Length: >= 2 } ? new GatewayAddresses(new Uri(addresses[0]), new Uri(addresses[1])) : throw new InvalidOperationException("the gateway was not started; start it first");
    }

    private static GatewayKeys? LoadKeys(GatewayOptions options, List<string> problems)
    {
        try
        {
            return GatewayKeys.Load(options);
        }
        catch (GatewayConfigurationException exception)
        {
            problems.AddRange(exception.Problems);
            return null;
        }
    }

    private static async Task<LedgerWriter> OpenLogAsync(GatewayOptions options, GatewayKeys keys, CancellationToken cancellationToken)
    {
        try
        {
            return await LedgerWriter.OpenAsync(
                new LedgerWriterOptions
                {
                    Folder = options.LedgerFolder,
                    Origin = options.Origin,
                    Writer = options.Writer,
                    LogSigner = keys.Log,
                    Tenant = options.Tenant,
                    CommitTimeout = options.CommitTimeout,
                    SegmentSizeBytes = options.LedgerSegmentSizeBytes,
                    TimeProvider = options.TimeProvider,
                },
                cancellationToken);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    private static void AddServices(IServiceCollection services, GatewayOptions options, GatewayKeys keys, LedgerWriter writer)
    {
        // By factory, so that the container closes them at the end; in the reverse order: first the log, then its keys.
        services.AddSingleton(_ => keys);
        services.AddSingleton(_ => writer);
        services.AddSingleton(options);
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton(Classifier.Default);

        // Identity
        services.AddSingleton(new CallerKeys(keys.Callers, options.TimeProvider));
        services.AddSingleton<IdentityInForce>();
        services.AddSingleton<IdentityLoading>();
        services.AddSingleton<Authenticator>();

        // Recording
        services.AddSingleton(new KeyedHashes(keys.Pseudonym, keys.Fingerprint));
        services.AddSingleton<LedgerRecordLog>();
        services.TryAddSingleton<IRecordLog>(provider => provider.GetRequiredService<LedgerRecordLog>());
        services.AddSingleton<DecisionRecorder>();
        services.AddSingleton(provider => new StateRebuild(options, keys.Callers, writer.LogKey, provider.GetRequiredService<ILogger<StateRebuild>>()));

        // Policies
        services.AddSingleton<PolicyInForce>();
        services.AddSingleton(new BundleFolder(options.PolicyFolder));
        services.AddSingleton(provider => new PolicyLoading(
            provider.GetRequiredService<BundleFolder>(), options.TrustFile, provider.GetRequiredService<PolicyInForce>(),
            provider.GetRequiredService<IRecordLog>(), options.TimeProvider, provider.GetRequiredService<ILogger<PolicyLoading>>()));
        services.AddHostedService<PolicyWatch>();

        // The steps of the pipeline, in their order
        services.AddSingleton(new BodyBudget(options.GlobalBodyBudgetBytes));
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<RefusalLimit>();
        services.AddHostedService<ShedRecording>();
        services.AddSingleton<Acceptance>();
        services.AddSingleton<Admission>();
        services.AddSingleton<Intake>();
        services.AddSingleton<RequestInspection>();
        services.AddSingleton<Forwarding>();
        services.AddSingleton<BufferedAnswer>();
        services.AddSingleton<StreamedAnswer>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<GatewayPipeline>();

        // Operations
        services.AddSingleton(new OperationsAccess(keys.OperationsToken));
        services.AddSingleton<CallerAdministration>();
        services.AddSingleton<OperationsEndpoints>();
    }

    private static async Task StartUpAsync(WebApplication app)
    {
        // Resolved here so that the container owns and closes them, whatever fails later.
        _ = app.Services.GetRequiredService<GatewayKeys>();
        _ = app.Services.GetRequiredService<LedgerWriter>();
        var log = app.Services.GetRequiredService<IRecordLog>();
        var state = await app.Services.GetRequiredService<StateRebuild>().RunAsync(log);
        var callers = app.Services.GetRequiredService<CallerKeys>();
        foreach (var key in state.Keys) callers.Put(key);
        app.Services.GetRequiredService<IdentityInForce>().Replace(new JwtValidator([], app.Services.GetRequiredService<TimeProvider>()));
        await app.Services.GetRequiredService<IdentityLoading>().RefreshAsync(always: false, CancellationToken.None);
        await app.Services.GetRequiredService<PolicyLoading>().RefreshAsync(always: false, CancellationToken.None);
    }

    private static void Map(WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<GatewayPipeline>();
        var operations = app.Services.GetRequiredService<OperationsEndpoints>();
        app.Run(context => context.Features.Get<OperationsConnection>() is null ? pipeline.HandleAsync(context) : operations.HandleAsync(context));
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = AddressesOf(app);
            GatewayLog.Listening(app.Logger, app.Services.GetRequiredService<GatewayOptions>().Origin, addresses.Callers.ToString(), addresses.Operations.ToString());
        });
        // The server has answered its last request then.
        app.Lifetime.ApplicationStopped.Register(() => app.Services.GetRequiredService<StateRebuild>().Save());
    }
}
