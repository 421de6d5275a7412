using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Sessions;

namespace Tandem.Management.Tests.Access;

public sealed class GiveSessionTests
{
    [Fact]
    public async Task Session_SaysWhatItWasBegunWithAlsoAfterItWasRenewed()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        var second = await management.SignInAsync();
        var before = await SessionsAsync(management);

        await second.OpenAsync("/account");
        await second.SubmitAsync("/account/password", ("current", ManagementFixture.Password), ("password", "another twelve words"), ("repeat", "another twelve words"));

        Assert.Equal(["set-up link", "password"], before.Select(session => session.Method));
        Assert.Equal(before, await SessionsAsync(management));
    }

    [Fact]
    public async Task Session_OfALockedAccount_IsNotBegun()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        await using var scope = management.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByEmailAsync(ManagementFixture.Email);
        account!.LockoutEnd = DateTimeOffset.MaxValue;

        var session = scope.ServiceProvider.GetRequiredService<GiveSession>();

        Assert.False(await session.BeginAsync(account, SignInMethods.Password));
        account.LockoutEnd = null;
        Assert.True(await session.BeginAsync(account, SignInMethods.Password));
    }

    /// <summary>What the session of a browser was begun with.</summary>
    internal static async Task<string> MethodAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/account/sessions");
        return (await answer.Content.ReadFromJsonAsync<SessionApi.Listing>(TestContext.Current.CancellationToken))!.Sessions.Single(session => session.IsThis).Method;
    }

    private static Task<List<(Guid Id, string Method)>> SessionsAsync(ManagementFixture management) => management.WithDatabaseAsync(async db =>
        (await db.Sessions.OrderBy(s => s.StartedAt).Select(s => new { s.Id, s.Method }).ToListAsync()).ConvertAll(s => (s.Id, s.Method)));
}
