using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Tandem.Management.Access;

namespace Tandem.Management.Tests.Access;

public sealed class GiveSessionTests
{
    [Fact]
    public async Task Session_SaysWhatItWasBegunWithAlsoAfterItWasRenewed()
    {
        await using var management = await ManagementFixture.StartAsync();
        var first = await management.SignInAsync();
        var second = await management.SignInAsync();

        await second.OpenAsync("/account");
        await second.SubmitAsync("/account/password", ("current", ManagementFixture.Password), ("password", "another twelve words"), ("repeat", "another twelve words"));

        Assert.Equal("set-up link", Method(management, first));
        Assert.Equal("password", Method(management, second));
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

    internal static string? Method(ManagementFixture management, Browser browser)
    {
        var cookie = management.App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return cookie.TicketDataFormat.Unprotect(browser.Cookie(cookie.Cookie.Name!))!.Principal.FindFirstValue(ClaimTypes.AuthenticationMethod);
    }
}
