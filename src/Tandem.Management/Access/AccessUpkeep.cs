using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Access.Tokens;

namespace Tandem.Management.Access;

/// <summary>What is done for sessions and access tokens each minute, and once more at the end: write when they were used, enter the end of what ran out.</summary>
internal sealed partial class AccessUpkeep(IServiceScopeFactory scopes, AccessCache cache, TimeProvider time, ILogger<AccessUpkeep> logger) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    internal async Task RunAsync(CancellationToken cancellation)
    {
        cache.Trim();
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SessionUpkeep>().RunAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<TokenUpkeep>().RunAsync(cancellation);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RunLoggedAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, stoppingToken);
                await RunLoggedAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task RunLoggedAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        // Also when another process ended the same session first: it is looked at again in a minute.
        catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventId = 2601, Level = LogLevel.Warning, Message = "sessions and tokens could not be brought up to date; it is tried again in a minute")]
    private partial void LogFailed(Exception failure);
}
