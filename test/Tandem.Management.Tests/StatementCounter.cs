using System.Diagnostics;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tandem.Management.Tests;

/// <summary>Counts the statements that the requests of this test send to the database, so that no page asks once per row. Work in the background does not count.</summary>
internal sealed class StatementCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly AsyncLocal<bool> _isOurs = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly IDisposable _all;
    private int _count;

    internal StatementCounter()
    {
        _isOurs.Value = true;
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    internal int Count => Volatile.Read(ref _count);

    /// <summary>To be called before the browser is opened: otherwise the server starts each request in a context of its own.</summary>
    internal static void Prepare(ManagementFixture management) => management.App.GetTestServer().PreserveExecutionContext = true;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            // Hosts of tests that run beside this one begin while it counts.
            lock (_subscriptions)
                _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_isOurs.Value && value.Key == RelationalEventId.CommandExecuting.Name)
            Interlocked.Increment(ref _count);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _all.Dispose();
        lock (_subscriptions)
            _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
