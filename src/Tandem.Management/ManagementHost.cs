using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Management.Access;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Access.Tokens;
using Tandem.Management.AiSystems;
using Tandem.Management.ApiDescription;
using Tandem.Management.Applicability;
using Tandem.Management.Approvals;
using Tandem.Management.Auditors;
using Tandem.Management.BulkEdits;
using Tandem.Management.Comments;
using Tandem.Management.Context;
using Tandem.Management.Controls;
using Tandem.Management.Database;
using Tandem.Management.Decisions;
using Tandem.Management.Documents;
using Tandem.Management.Evidence;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;
using Tandem.Management.Gateway;
using Tandem.Management.History;
using Tandem.Management.Integration;
using Tandem.Management.Links;
using Tandem.Management.Mail;
using Tandem.Management.MyWork;
using Tandem.Management.Notifications;
using Tandem.Management.Obligations;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.StandardFilter;
using Tandem.Management.Tasks;
using Tandem.Management.Ui;
using Tandem.Management.Views;
using Tandem.Management.Webhooks;
using Tandem.Management.WorkEntries;

namespace Tandem.Management;

/// <summary>The management system as a web application: what it consists of, in one list, and the order in which a request passes through it.</summary>
public static class ManagementHost
{
    /// <summary>Largest form or JSON body accepted, in bytes.</summary>
    internal const long RequestLimitBytes = 1024 * 1024;

    /// <summary>Builds the application with its database migrated; <see cref="StartAsync"/> starts it.</summary>
    /// <exception cref="ManagementOptionsException">The options cannot be used; all problems are listed.</exception>
    /// <exception cref="MigrationException">The database cannot be brought to this program's schema.</exception>
    public static async Task<WebApplication> BuildAsync(ManagementOptions options, Action<WebApplicationBuilder>? configure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
            throw new ManagementOptionsException(problems);
        PrivateFolder.Create(options.DataFolder);
        PrivateFolder.Create(options.KeysFolder);
        Directory.CreateDirectory(options.ExchangeFolder);

        // Pages and assets lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(ListenAddress(options.ListenUrl));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimitBytes;
        });
        AddFeatures(builder.Services, options);
        configure?.Invoke(builder);

        var app = builder.Build();
        OrderOfARequest(app, options);
        MapFeatures(app);
        await MigrateAsync(app.Services, cancellation);
        return app;
    }

    /// <summary>Starts the application. Pages are served while what the first query needs is still being made ready; it has been when this returns.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(app);
        var ready = Task.Run(() => PrepareAsync(app.Services, cancellation), cancellation);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            // Its caller throws the services away that this works with. What stopped the start is told, not what else went wrong for it.
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        await ready;
    }

    private static void AddFeatures(IServiceCollection services, ManagementOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.TimeProvider);
        services.AddProblemDetails();
        DatabaseFeature.Add(services, options);
        AccessFeature.Add(services, options);
        HistoryFeature.Add(services);
        RecordsFeature.Add(services);
        NotificationsFeature.Add(services);
        CommentsFeature.Add(services);
        MailFeature.Add(services);
        WebhooksFeature.Add(services);
        PeopleFeature.Add(services);
        AuditorsFeature.Add(services);
        ApprovalsFeature.Add(services);
        AiSystemsFeature.Add(services);
        DocumentsFeature.Add(services, options);
        ContextFeature.Add(services);
        ObligationsFeature.Add(services);
        TasksFeature.Add(services);
        WorkEntriesFeature.Add(services);
        MyWorkFeature.Add(services);
        UiFeature.Add(services);
        FrameworksFeature.Add(services, options);
        DecisionsFeature.Add(services, options);
        ApplicabilityFeature.Add(services);
        ControlsFeature.Add(services, options);
        IntegrationFeature.Add(services);
        EvidenceFeature.Add(services);
        FiguresFeature.Add(services);
        ViewsFeature.Add(services);
        BulkEditsFeature.Add(services);
        GatewayFeature.Add(services);
        SearchFeature.Add(services);
        ApiDescriptionFeature.Add(services);
        StandardFilterFeature.Add(services);
        LinksFeature.Add(services);
    }

    private static void MapFeatures(WebApplication app)
    {
        AccessFeature.Map(app);
        HistoryFeature.Map(app);
        CommentsFeature.Map(app);
        NotificationsFeature.Map(app);
        MailFeature.Map(app);
        WebhooksFeature.Map(app);
        PeopleFeature.Map(app);
        AuditorsFeature.Map(app);
        ApprovalsFeature.Map(app);
        AiSystemsFeature.Map(app);
        DocumentsFeature.Map(app);
        ContextFeature.Map(app);
        ObligationsFeature.Map(app);
        TasksFeature.Map(app);
        WorkEntriesFeature.Map(app);
        MyWorkFeature.Map(app);
        UiFeature.Map(app);
        FrameworksFeature.Map(app);
        DecisionsFeature.Map(app);
        ApplicabilityFeature.Map(app);
        ControlsFeature.Map(app);
        IntegrationFeature.Map(app);
        EvidenceFeature.Map(app);
        FiguresFeature.Map(app);
        ViewsFeature.Map(app);
        BulkEditsFeature.Map(app);
        GatewayFeature.Map(app);
        SearchFeature.Map(app);
        ApiDescriptionFeature.Map(app);
        StandardFilterFeature.Map(app);
        LinksFeature.Map(app);
    }

    private static void OrderOfARequest(WebApplication app, ManagementOptions options)
    {
        app.UseProxyInFront(options);
        app.UseHeadAsGet();
        app.UseSecurityHeaders();
        if (options.BrowserUrl.Scheme == Uri.UriSchemeHttps)
            app.UseHsts();
        app.UseErrorAnswers();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseTokenGate();
        app.UseAuthorization();
        app.UseSecondFactorOwed();
        app.UseReadLog();
        app.UseReadableRequest();
        app.UseAntiforgeryGuard();
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MigrationRunner>().RunAsync(cancellation);
    }

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PersonsOfAccounts>().GiveMissingAsync(cancellation);
        services.GetRequiredService<ManagementStartup>().FirstAdministratorLink =
            await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().RenewLinkAsync(cancellation);
    }

    // Kestrel cannot give both loopback addresses the same free port.
    private static string ListenAddress(Uri url) => url is { Host: "localhost", Port: 0 } ? "http://127.0.0.1:0" : url.GetLeftPart(UriPartial.Authority);
}
