using System.Net;
using Npgsql;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.History;

/// <summary>A comparison takes long on a large history: it shows how far it is, is stopped, and gives way. A lock on the table of changes makes it take long here.</summary>
public sealed class HistoryCheckTurnTests(PostgresServer postgres)
{
    [Fact]
    public async Task Check_AskedFor_ShowsItsProgressAndIsStopped()
    {
        await using var management = await ManagementFixture.StartAsync(DatabaseEngine.Postgres, postgres);
        var browser = await management.SignInAsync();
        await management.WaitForLedgerAsync();
        var check = management.App.Services.GetRequiredService<HistoryCheck>();
        while (check.Latest is null || check.Running is not null)
            await Task.Delay(20, Cancellation);
        var latest = check.Latest;

        await using var block = await LockAsync(management);
        var asked = browser.CallAsync(HttpMethod.Post, "/api/history/check");
        while (check.Running is null)
            await Task.Delay(20, Cancellation);
        var state = await (await browser.CallAsync(HttpMethod.Get, "/api/history/check")).Content.ReadFromJsonAsync<HistoryCheckState>(Cancellation);
        await browser.OpenAsync("/history/check");
        var shown = browser.Text;
        using (var stopped = await browser.CallAsync(HttpMethod.Post, "/api/history/check/stop"))
            Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        using var answer = await asked;

        Assert.True(state!.Running!.IsAsked);
        Assert.Contains("Comparing: 50 % since", shown, StringComparison.Ordinal); // the log is verified
        Assert.NotNull(browser.Page.QuerySelector("form[action='/history/check/stop'] button"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("stopped before its end; ask again", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Same(latest, check.Latest);
        Assert.Null(check.Running);
    }

    [Fact]
    public async Task Check_AskedForWhileOneRunsByItself_TakesItsPlace()
    {
        await using var management = await ManagementFixture.StartAsync(DatabaseEngine.Postgres, postgres, options => options with { TimeProvider = new HastyClock() });
        await management.SignInAsync();
        await management.WaitForLedgerAsync();
        var check = management.App.Services.GetRequiredService<HistoryCheck>();

        Task<HistoryFindings> asked;
        await using (await LockAsync(management))
        {
            while (check.Running is not { IsAsked: false })
                await Task.Delay(5, Cancellation);
            asked = check.RunAsync(Cancellation);
            while (check.Running is not { IsAsked: true })
                await Task.Delay(5, Cancellation);
        }

        Assert.True((await asked).IsSound);
    }

    [Fact]
    public async Task Check_StoppedByWhoTookItsPlace_RunsByItselfAgain()
    {
        await using var management = await ManagementFixture.StartAsync(DatabaseEngine.Postgres, postgres);
        await management.SignInAsync();
        await management.WaitForLedgerAsync();
        var check = management.App.Services.GetRequiredService<HistoryCheck>();

        Task<HistoryFindings> again;
        await using (await LockAsync(management))
        {
            while (check.Running is not { IsAsked: false })
                await Task.Delay(5, Cancellation);
            var asked = check.RunAsync(Cancellation);
            while (check.Running is not { IsAsked: true })
                await Task.Delay(5, Cancellation);
            await check.StopAskedAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

            // Once is enough: the second time it gives way to nobody.
            while (check.Running is not { IsAsked: false })
                await Task.Delay(5, Cancellation);
            again = check.RunAsync(Cancellation);
            await Task.Delay(300, Cancellation);
            Assert.False(check.Running!.IsAsked);
        }

        Assert.True((await again).IsSound);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<NpgsqlConnection> LockAsync(ManagementFixture management)
    {
        var connection = new NpgsqlConnection(management.Options.Database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("begin; lock table change_events in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    /// <summary>Every wait takes a moment only, so that what happens hourly happens at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.FromMilliseconds(Math.Min(dueTime.TotalMilliseconds, 30)), period);
    }
}
