using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

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

    private static string? Method(ManagementFixture management, Browser browser)
    {
        var cookie = management.App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return cookie.TicketDataFormat.Unprotect(browser.Cookie(cookie.Cookie.Name!))!.Principal.FindFirstValue(ClaimTypes.AuthenticationMethod);
    }
}
