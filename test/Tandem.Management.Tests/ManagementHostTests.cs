using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests;

/// <summary>What stops the start is what its caller is told.</summary>
public sealed class ManagementHostTests
{
    [Fact]
    public async Task Start_ThatFails_IsToldAndNotWhatElseFailsBesideIt()
    {
        using var folder = new TemporaryFolder();
        await using var app = await ManagementHost.BuildAsync(ManagementFixture.OptionsIn(folder), builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddHostedService<DoesNotStart>();
        }, TestContext.Current.CancellationToken);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            // Preparing the first query fails too, and earlier.
            await scope.ServiceProvider.GetRequiredService<TandemDbContext>().Database.ExecuteSqlRawAsync("alter table people rename to gone", TestContext.Current.CancellationToken);
        }

        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => ManagementHost.StartAsync(app, TestContext.Current.CancellationToken));

        Assert.Equal("does not start", told.Message);
    }

    private sealed class DoesNotStart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("does not start");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
