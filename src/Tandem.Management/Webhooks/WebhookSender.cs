using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tandem.Management.Webhooks;

/// <summary>Tells receivers of changes as long as the process runs. What it has not done when the process stops, the next one does.</summary>
internal sealed partial class WebhookSender(IServiceScopeFactory scopes, WebhookTransport transport, ManagementOptions options, ILogger<WebhookSender> logger) : BackgroundService
{
    private const int MostAtOnce = 200;
    private const int Lanes = 4;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Does all that is due now.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await WithAsync<WebhookFeed, bool>(async feed =>
        {
            while (await feed.StepAsync(cancellation) > 0)
            {
                // Until the end of the log.
            }
            return true;
        });
        // A receiver is asked by one lane at a time, and not again in this round once it failed: a slow one holds up nobody else for long.
        var busy = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        using var turn = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => DeliverAsync(busy, turn, cancellation)));
        await WithAsync<WebhookQueue, int>(queue => queue.ForgetAsync(cancellation));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Poll, options.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException)
            {
                LogFailed(failure);
            }
        }
    }

    private async Task DeliverAsync(ConcurrentDictionary<string, bool> busy, SemaphoreSlim turn, CancellationToken cancellation)
    {
        for (var sent = 0; sent < MostAtOnce; sent++)
        {
            if (await TakeAsync(busy, turn, cancellation) is not var (webhook, delivery))
                return;
            var answer = await transport.SendAsync(webhook, delivery, cancellation);
            // Whatever ends the process now: that the receiver took it must be noted.
            await WithAsync<WebhookQueue, bool>(async queue =>
            {
                await queue.SettleAsync(webhook, delivery, answer, CancellationToken.None);
                return true;
            });
            if (answer.IsDelivered)
                busy.TryRemove(webhook.Key, out _);
            else
                LogNotDelivered(delivery.Id, webhook.Key, answer.Status);
        }
    }

    private async Task<(Webhook Webhook, WebhookDelivery Delivery)?> TakeAsync(ConcurrentDictionary<string, bool> busy, SemaphoreSlim turn, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var taken = await WithAsync<WebhookQueue, (Webhook Webhook, WebhookDelivery Delivery)?>(queue => queue.TakeAsync([.. busy.Keys], cancellation));
            if (taken is { } found)
                busy[found.Webhook.Key] = true;
            return taken;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    [LoggerMessage(EventId = 2401, Level = LogLevel.Warning, Message = "delivery {Delivery} to webhook {Webhook} is not taken, status {Status}; the page of the webhook says more")]
    private partial void LogNotDelivered(Guid delivery, string webhook, int? status);

    [LoggerMessage(EventId = 2402, Level = LogLevel.Error, Message = "webhooks could not be told; it is tried again")]
    private partial void LogFailed(Exception failure);
}
