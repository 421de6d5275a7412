using System.Net;
using Tandem.Management.Access;
using Tandem.Testing.Files;

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

    [Fact]
    public async Task Link_OlderThanADay_IsNoLongerValid()
    {
        var clock = new ManualClock();
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = clock });
        var link = management.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink!.PathAndQuery;
        var browser = management.OpenBrowser();
        await browser.OpenAsync(link);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("no-referrer", browser.Response.Headers.GetValues("Referrer-Policy").Single());

        clock.Advance(TimeSpan.FromHours(24));
        await browser.SubmitAsync("/setup", ("name", "Ada"), ("email", ManagementFixture.Email), ("password", ManagementFixture.Password), ("repeat", ManagementFixture.Password));

        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task Link_AfterARestart_IsANewOneAndTheOldIsGone()
    {
        using var folder = new TemporaryFolder();
        string first;
        await using (var management = await ManagementFixture.StartAsync(folder))
            first = management.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink!.PathAndQuery;

        await using var again = await ManagementFixture.StartAsync(folder);
        var second = again.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink!.PathAndQuery;
        var browser = again.OpenBrowser();

        Assert.NotEqual(first, second);
        await browser.OpenAsync(first);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync(second);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var token = second[(second.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var files = Directory.GetFiles(folder.Path, "tandem.db*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(token, File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("long enough to pass", "but not the same one")]
    public async Task Password_TooShortOrRepeatedWrongly_IsRefusedAndTheLinkStillWorks(string password, string repeat)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = management.OpenBrowser();
        await browser.OpenAsync(management.App.Services.GetRequiredService<ManagementStartup>().FirstAdministratorLink!.PathAndQuery);

        await browser.SubmitAsync("/setup", ("name", "Ada"), ("email", ManagementFixture.Email), ("password", password), ("repeat", repeat));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);

        await browser.SubmitAsync("/setup", ("password", ManagementFixture.Password), ("repeat", ManagementFixture.Password));
        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }
}
