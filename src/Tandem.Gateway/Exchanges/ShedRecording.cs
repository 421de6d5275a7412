using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Gateway.Recording;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Exchanges;

/// <summary>Writes one record for each period in which requests were shed, also the last one before the gateway stops.</summary>
internal sealed class ShedRecording : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly RefusalLimit _limit;
    private readonly IRecordLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ShedRecording(RefusalLimit limit, IRecordLog log, TimeProvider time, ILogger<ShedRecording> logger)
    {
        _limit = limit;
        _log = log;
        _time = time;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await RecordAsync(isEnding: false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await RecordAsync(isEnding: true);
        }
    }

    private async Task RecordAsync(bool isEnding)
    {
        while (_limit.Finished(isEnding) is { } summary)
        {
            try
            {
                await _log.AppendAsync(ShedRecords.Of(summary));
            }
            catch (LedgerUnavailableException)
            {
                // It stays and is tried again at the next tick; at the end only the log line is left.
                if (isEnding) RecordingLog.ShedNotRecorded(_logger, summary.Count);
                return;
            }

            _limit.Recorded(summary);
        }
    }
}
