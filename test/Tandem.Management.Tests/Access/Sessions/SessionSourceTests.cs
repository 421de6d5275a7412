using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Sessions;

namespace Tandem.Management.Tests.Access.Sessions;

public sealed class SessionSourceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari on macOS")]
    [InlineData("curl/8.5.0", "a program or an unknown browser")]
    [InlineData("Linux <script>alert(1)</script>", "unknown browser on Linux")]
    [InlineData("", "unknown browser")]
    [InlineData(null, "unknown browser")]
    public void Browser_IsSaidInCoarseWords(string? userAgent, string words) => Assert.Equal(words, BrowserWords.Of(userAgent));

    [Fact]
    public void Browser_WithAHugeHeader_IsUnknown() => Assert.Equal("unknown browser", BrowserWords.Of("Firefox/1 " + new string('x', 100_000)));

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("127.0.0.1", "this machine")]
    [InlineData("::1", "this machine")]
    [InlineData(null, "unknown")]
    public void Network_TellsNoSingleDevice(string? address, string network) =>
        Assert.Equal(network, SourceNetwork.Of(address is null ? null : IPAddress.Parse(address)));

    [Fact]
    public async Task Session_BehindAProxy_SaysTheBrowserAndItsNetwork()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { PublicUrl = new Uri("http://localhost:8080") });
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        browser.Send("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0");
        browser.Send("X-Forwarded-For", "198.51.100.23");
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));

        var session = await management.WithDatabaseAsync(db => db.Sessions.OrderBy(s => s.StartedAt).LastAsync());
        await browser.OpenAsync("/account/sessions");

        Assert.Equal(("Firefox on Linux", "198.51.100.0/24"), (session.SeenWith, session.SeenFrom));
        Assert.Contains("Firefox on Linux", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.23", browser.Text, StringComparison.Ordinal);
    }
}
