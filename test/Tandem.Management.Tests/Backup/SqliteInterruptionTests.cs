using Microsoft.Data.Sqlite;
using Tandem.Management.Database.Sqlite;

namespace Tandem.Management.Tests.Backup;

public sealed class SqliteInterruptionTests
{
    [Fact]
    public async Task Statement_ThatWouldRunForEver_EndsWhenCancelled()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var endless = connection.CreateCommand();
        endless.CommandText = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";
        endless.CommandTimeout = 0;
        using var cancel = new CancellationTokenSource();
        await using var interruption = SqliteInterruption.On(connection, cancel.Token);

        var running = Task.Run(endless.ExecuteScalar, TestContext.Current.CancellationToken);
        // Before the statement has begun an interruption has nothing to stop.
        while (!running.IsCompleted)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            await cancel.CancelAsync();
            if (!running.IsCompleted)
            {
                using var again = new CancellationTokenSource();
                await using var once = SqliteInterruption.On(connection, again.Token);
                await again.CancelAsync();
            }
        }

        var failure = await Assert.ThrowsAsync<SqliteException>(() => running);
        Assert.Equal(9, failure.SqliteErrorCode); // SQLITE_INTERRUPT
    }
}
