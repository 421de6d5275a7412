using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Management.Database;

namespace Tandem.Management.Mail;

/// <summary>Plans and sends mails as long as the process runs. What it has not done when the process stops, the next one does.</summary>
internal sealed partial class MailSender(IServiceScopeFactory scopes, SmtpTransport transport, ManagementOptions options, ILogger<MailSender> logger) : BackgroundService
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    /// <summary>Does all that is due now.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, plan, queue) = (scope.ServiceProvider.GetRequiredService<TandemDbContext>(), scope.ServiceProvider.GetRequiredService<PlanMail>(), scope.ServiceProvider.GetRequiredService<MailQueue>());
        var settings = await db.MailSettings.AsNoTracking().FirstOrDefaultAsync(s => s.Key == MailSettings.OnlyKey, cancellation);
        while (await plan.PlanAsync(settings, cancellation) > 0)
        {
            // Until nothing is left that nobody looked at.
        }
        if (settings is not { IsOn: true })
            return;
        while (await plan.DigestAsync(settings, cancellation))
        {
            // Until nobody waits for the daily mail.
        }
        for (var sent = 0; sent < MostAtOnce && await queue.TakeAsync(cancellation) is { } mail; sent++)
        {
            var answer = await transport.SendAsync(settings, mail, cancellation);
            // Whatever ends the process now: that the server took it must be noted.
            await queue.SettleAsync(mail, answer, CancellationToken.None);
            if (answer.Outcome != SmtpOutcome.Accepted)
                LogNotSent(mail.Id);
        }
        await queue.ForgetAsync(cancellation);
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

    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "mail {Mail} is not sent; the page of mail settings says why")]
    private partial void LogNotSent(Guid mail);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Error, Message = "mails could not be planned or sent; it is tried again")]
    private partial void LogFailed(Exception failure);
}
