using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tandem.Management.Database.Sqlite;

/// <summary>Of those who write to one file in SQLite, who may now. SQLite lets one write at a time, and its provider has the others ask again every 150 ms on a blocked thread.</summary>
internal sealed class SqliteWriters : IDisposable
{
    /// <summary>One at a time, in the order of asking.</summary>
    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>How long one waits. Who holds the turn for longer is stuck, or brings in very much.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    public void Dispose() => Turn.Dispose();
}

/// <summary>Has a transaction of one context wait for its turn without a thread, before SQLite would have it wait with one. Scoped, as the context is.</summary>
internal sealed class SqliteWriteTurn(SqliteWriters writers) : DbTransactionInterceptor, IDbConnectionInterceptor, ISaveChangesInterceptor, IDisposable
{
    // For the statements outside of transactions: SQLite's own waiting, which begins with a millisecond.
    private const string WaitLittle = "pragma busy_timeout = 1000";

    private bool _isOurs;

    // EF leaves out the transaction of a single statement, which would then wait with a thread.
    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        _isOurs = _isOurs || Came(writers.Turn.Wait(writers.Patience));
        return result;
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        _isOurs = _isOurs || Came(await writers.Turn.WaitAsync(writers.Patience, cancellationToken));
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => GiveBack();

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        GiveBack();
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => GiveBack();

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        GiveBack();
        return Task.CompletedTask;
    }

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => WaitLittleIn(connection);

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        WaitLittleIn(connection);
        return Task.CompletedTask;
    }

    // A transaction that is thrown away, neither committed nor rolled back, says nothing; its connection is closed then.
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => GiveBack();

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        GiveBack();
        return Task.CompletedTask;
    }

    // A context that is thrown away with its transaction.
    public void Dispose() => GiveBack();

    private bool Came(bool came) => came ? true : throw new DatabaseBusyException(writers.Patience);

    private void GiveBack()
    {
        if (!_isOurs)
            return;
        _isOurs = false;
        writers.Turn.Release();
    }

    private static void WaitLittleIn(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = WaitLittle;
        command.ExecuteNonQuery();
    }
}
