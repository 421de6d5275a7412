using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Gateway.Identity;

namespace Tandem.Gateway.Policies;

/// <summary>Looks at the pointer and at the issuers' files again and again. Polling small files works on every file system, network shares included.</summary>
internal sealed class PolicyWatch : BackgroundService
{
    private readonly PolicyLoading _loading;
    private readonly IdentityLoading _identity;
    private readonly GatewayOptions _options;
    private readonly ILogger<PolicyWatch> _logger;

    public PolicyWatch(PolicyLoading loading, IdentityLoading identity, GatewayOptions options, ILogger<PolicyWatch> logger)
    {
        _loading = loading;
        _identity = identity;
        _options = options;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.PolicyInterval, _options.TimeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _loading.RefreshAsync(always: false, stoppingToken);
            await _identity.RefreshAsync(always: false, stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A fault nobody foresaw must not end the watch: the last good state serves on, and the next tick tries again.
            PolicyLog.WatchFailed(_logger, exception);
        }
    }
}
