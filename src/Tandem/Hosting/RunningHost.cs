namespace Tandem.Hosting;

/// <summary>One of the hosts of the process: started whole, and stopped once and to the end before anything that it consists of is thrown away.</summary>
internal sealed partial class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lazy<Task> _stopped;

    private RunningHost(WebApplication app)
    {
        _app = app;
        // The second who stops it waits for the first: a second stop beside the first would still run when the services are gone.
        _stopped = new(() => app.StopAsync(CancellationToken.None));
    }

    public IServiceProvider Services => _app.Services;

    /// <param name="app">Built, and thrown away when it does not start.</param>
    /// <param name="start">Starts it. It gets no token: what is half started cannot be stopped in order, and a start takes no longer than a stop.</param>
    public static async Task<RunningHost> StartAsync(WebApplication app, Func<WebApplication, Task> start)
    {
        var host = new RunningHost(app);
        try
        {
            await start(app);
            return host;
        }
        catch
        {
            await host.ThrowAwayAsync();
            throw;
        }
    }

    // What stopped the start is told to whoever started it, and not what clearing up ran into because of it.
    private async Task ThrowAwayAsync()
    {
        try
        {
            await DisposeAsync();
        }
        catch (Exception failure)
        {
            LogNotCleared(_app.Logger, failure);
        }
    }

    /// <summary>Ends when the host begins to stop, also by itself.</summary>
    public async Task WaitForStopAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_app.Lifetime.ApplicationStopping, cancellation);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync() => _stopped.Value;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            await _app.DisposeAsync();
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "what was half started could not be stopped in order; why it did not start is told besides")]
    private static partial void LogNotCleared(ILogger log, Exception failure);
}
