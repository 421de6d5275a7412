using System.Net;
using Tandem.Management.Access;

namespace Tandem.Management.Tests.Access;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task Link_OnFirstStart_CreatesTheAdministratorAndSignsIn()
    {
        await using var management = await ManagementFixture.StartAsync();

        var browser = await management.SignInAsync();

        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
        Assert.Contains("Ada Lovelace", browser.Text, StringComparison.Ordinal);
        Assert.Contains(Roles.ImsManager, browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_UsedOnce_IsNoLongerValid()
    {
        await using var management = await ManagementFixture.StartAsync();
        var link = management.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink!.PathAndQuery;
        await management.SignInAsync();

        var stranger = management.OpenBrowser();
        await stranger.OpenAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Null(management.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink);
    }
}
