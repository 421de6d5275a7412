namespace Tandem.Hosting;

/// <summary>A host that does not listen for the process's signals: the command does, and stops the hosts one after the other.</summary>
internal sealed class SignalsElsewhere : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
