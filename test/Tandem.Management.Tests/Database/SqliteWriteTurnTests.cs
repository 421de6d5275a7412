using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database.Sqlite;
using Tandem.Management.People;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Database;

/// <summary>Whoever writes gives the turn back, however the writing ends.</summary>
public sealed class SqliteWriteTurnTests
{
    [Fact]
    public async Task Saves_OfManyAtOnce_AllSucceed()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");

        var saved = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => management.WithDatabaseAsync(async db =>
        {
            await using var transaction = number % 2 == 0 ? await db.Database.BeginTransactionAsync(Cancellation) : null;
            db.Add(PersonNamed(number));
            var rows = await db.SaveChangesAsync(Cancellation);
            if (transaction is not null)
                await transaction.CommitAsync(Cancellation);
            return rows;
        }), Cancellation)));

        Assert.All(saved, rows => Assert.True(rows > 0));
        await AssertFreeAsync(management);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("roll back")]
    [InlineData("throw away")]
    [InlineData("fail")]
    [InlineData("throw all away")]
    public async Task Transaction_HoweverItEnds_GivesTheTurnBack(string end)
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        await management.WithDatabaseAsync(async db =>
        {
            var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            db.Add(PersonNamed(1));
            await db.SaveChangesAsync(Cancellation);
            switch (end)
            {
                case "commit":
                    await transaction.CommitAsync(Cancellation);
                    break;
                case "roll back":
                    await transaction.RollbackAsync(Cancellation);
                    break;
                case "fail":
                    await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("insert into people (id) values ('1')", Cancellation));
                    break;
            }
            if (end != "throw all away")
                await transaction.DisposeAsync();
            return 0;
        });

        await AssertFreeAsync(management);
        Assert.True(await management.WithDatabaseAsync(db =>
        {
            db.Add(PersonNamed(2));
            return db.SaveChangesAsync(Cancellation);
        }) > 0);
    }

    [Fact]
    public async Task Save_WhoseTurnDoesNotCome_IsToldSoChangesNothingAndSucceedsLater()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        var writers = management.App.Services.GetRequiredService<SqliteWriters>();
        await writers.Turn.WaitAsync(Cancellation);
        writers.Patience = TimeSpan.FromMilliseconds(200);
        await browser.OpenAsync("/ai-systems/AIS-0001/edit");

        await browser.SubmitAsync("/ai-systems/AIS-0001/edit", ("unit", "Claims helper"));
        writers.Turn.Release();
        writers.Patience = TimeSpan.FromSeconds(30);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
        Assert.Contains("Nothing was changed. Try again in a minute", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/ai-systems/AIS-0001/edit");
        Assert.DoesNotContain("Claims helper", browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await browser.SubmitAsync("/ai-systems/AIS-0001/edit", ("unit", "Claims helper"));
        Assert.Contains("Claims helper", browser.Text, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Person PersonNamed(int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        var person = PersonRegister.Definition.Create(new(Guid.CreateVersion7(now), $"PER-{900 + number:0000}", 900 + number, now, "Ada"));
        (person.Name, person.Owner, person.OwnerName) = ($"Person {number}", "PER-0001", "Ada");
        return person;
    }

    // The program writes by itself too: free is what becomes free.
    private static async Task AssertFreeAsync(ManagementFixture management)
    {
        var turn = management.App.Services.GetRequiredService<SqliteWriters>().Turn;
        Assert.True(await turn.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        turn.Release();
    }
}
