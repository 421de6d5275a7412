using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Gateway;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Gateway;

/// <summary>Something else than a gateway at the operations address: the pages say so and stay whole.</summary>
public sealed class LyingGatewayTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("text/html", "<html><script>alert(1)</script>", "was not understood")]
    [InlineData("application/json; charset=no-such", "null", "was not understood")]
    [InlineData("application/json", "{\"status\":{}}", "was not understood")]
    [InlineData("application/json", "{\"status\":\"ok\",\"bundle\":{\"id\":\"x\",\"routes\":[null]}}", "was not understood")]
    [InlineData("application/json", "too large", "is larger than")]
    [InlineData("application/json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "was not understood")]
    public async Task Page_WithAnAnswerThatIsNone_SaysSo(string type, string answer, string said)
    {
        await using var listener = await LyingListener.StartAsync(200, type, answer == "too large" ? new string(' ', 3_000_000) : answer);
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/gateway");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains(said, browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("script:not([src])"));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, 200, "null")]
    [InlineData(DatabaseEngine.Sqlite, 200, "{\"id\":null}")]
    [InlineData(DatabaseEngine.Postgres, 200, "{\"id\":\"a\\u0000b\",\"key\":\"k\"}")]
    [InlineData(DatabaseEngine.Postgres, 200, "{\"id\":\"long\",\"key\":\"k\"}")]
    [InlineData(DatabaseEngine.Postgres, 400, "{\"error\":\"a\\u0000b\\ud83d long\"}")]
    [InlineData(DatabaseEngine.Postgres, 503, "<html>")]
    public async Task CreateKey_AnsweredWithNonsense_EndsAsFailedInTheHistory(string engine, int status, string answer)
    {
        await using var listener = await LyingListener.StartAsync(status, "application/json", answer.Replace("long", new string('x', 5000), StringComparison.Ordinal));
        await using var management = await ManagementFixture.StartAsync(engine, postgres, listener.Connect);
        var browser = await management.SignInAsync();

        using var page = await browser.CallAsync(HttpMethod.Post, "/api/gateway/callers", new { app = "claims", ai = "AIS-0001", reason = "new application" });

        Assert.Equal(HttpStatusCode.BadGateway, page.StatusCode);
        var action = await management.WithDatabaseAsync(db => db.GatewayActions.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(GatewayActionOutcome.Failed, action.Outcome);
        Assert.InRange(action.Problem.Length, 1, 500);
    }

    [Fact]
    public async Task RevokeKey_OfACallerWithImpossibleNames_IsRecorded()
    {
        await using var listener = await LyingListener.StartAsync(200, "application/json", $$"""{"callers":[{"id":"abcd1234","app":"a\u0000{{new string('x', 5000)}}","ai":null,"roles":[null,"\ud800"]}]}""".Replace("\\ud800", "\\u0007", StringComparison.Ordinal));
        await using var management = await ManagementFixture.StartAsync(DatabaseEngine.Postgres, postgres, listener.Connect);
        var browser = await management.SignInAsync();

        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/gateway/callers/abcd1234/revoke", new { reason = "test" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(100, (await management.WithDatabaseAsync(db => db.GatewayActions.SingleAsync(TestContext.Current.CancellationToken))).Application.Length);
    }

    [Fact]
    public async Task Page_WithAnAnswerThatNeverEnds_SaysThatTheGatewayIsLate()
    {
        await using var listener = await LyingListener.StartAsync(200, "application/json", null);
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/gateway");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("did not answer in time", browser.Text, StringComparison.Ordinal);
    }

    /// <summary>Says the same to everything; null never ends.</summary>
    private sealed class LyingListener(WebApplication app) : IAsyncDisposable
    {
        internal static async Task<LyingListener> StartAsync(int status, string type, string? answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.Run(async http =>
            {
                http.Response.StatusCode = status;
                http.Response.ContentType = type;
                if (answer is null)
                {
                    await http.Response.WriteAsync(" ");
                    await http.Response.Body.FlushAsync();
                    await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                await http.Response.WriteAsync(answer ?? "");
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new(app);
        }

        internal ManagementOptions Connect(ManagementOptions options)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.OperationsTokenFile)!);
            File.WriteAllText(options.OperationsTokenFile, "token\n");
            return options with { OperationsUrl = new Uri(app.Urls.Single()) };
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
