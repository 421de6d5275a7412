using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tandem.Management.Tasks.Reminders;

/// <summary>Tells people of due days at start and then once a minute.</summary>
internal sealed partial class TaskReminderService(IServiceScopeFactory scopes, TimeProvider time, ILogger<TaskReminderService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await RunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TaskReminders>().RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or TimeoutException)
        {
            // What was not told has no row, so the next round tells it.
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventId = 2501, Level = LogLevel.Error, Message = "the reminders of tasks could not be sent; they are tried again within a minute")]
    private partial void LogFailed(Exception failure);
}
