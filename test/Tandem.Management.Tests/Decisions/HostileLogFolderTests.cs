using Tandem.Management.Decisions.Indexing;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Decisions;

/// <summary>Something else than a log in the gateway's folder: the pages say so and the program goes on.</summary>
public sealed class HostileLogFolderTests
{
    [Theory]
    [InlineData("web pages in all files")]
    [InlineData("empty files")]
    [InlineData("a folder in the place of the checkpoint")]
    [InlineData("folders in the place of segments")]
    [InlineData("a web page in the place of the key")]
    [InlineData("a huge key")]
    public async Task Pages_OverAFolderThatIsNoLog_AnswerAndGoOn(string what)
    {
        using var folder = new TemporaryFolder();
        var options = ManagementFixture.OptionsIn(folder);
        await using (var log = await GatewayLogFixture.CreateAsync(options))
        {
            await log.AppendRequestAsync("req-1");
            await log.PublishAsync();
            await log.CloseAsync();
        }
        Spoil(options, what);
        await using var management = await ManagementFixture.StartAsync(folder);

        var state = management.App.Services.GetRequiredService<DecisionIndexService>().CatchUp(TestContext.Current.CancellationToken);
        var browser = await management.SignInAsync();
        foreach (var path in new[] { "/", "/decisions", "/decisions/0", "/decisions/1/entry", "/decisions/1/tlog-proof", "/api/decisions/0", "/api/decisions", "/decisions/verification", "/statement-of-applicability", "/statement-of-applicability/iso27001/A.8.15" })
        {
            await browser.OpenAsync(path);
            Assert.True((int)browser.Status < 500, $"{path} answered {browser.Status}");
        }

        Assert.NotNull(state.Trouble);
        Assert.False(management.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    private static void Spoil(ManagementOptions options, string what)
    {
        const string page = "<html><script>alert(1)</script>";
        var files = Directory.GetFiles(options.GatewayLedgerFolder, "*", SearchOption.AllDirectories);
        var segments = Directory.GetFiles(Path.Combine(options.GatewayLedgerFolder, "segments"));
        switch (what)
        {
            case "web pages in all files":
                Array.ForEach(files, file => File.WriteAllText(file, page));
                break;
            case "empty files":
                Array.ForEach(files, file => File.WriteAllText(file, ""));
                break;
            case "a folder in the place of the checkpoint":
                File.Delete(Path.Combine(options.GatewayLedgerFolder, "checkpoint"));
                Directory.CreateDirectory(Path.Combine(options.GatewayLedgerFolder, "checkpoint"));
                break;
            case "folders in the place of segments":
                Array.ForEach(segments, File.Delete);
                Array.ForEach(segments, file => Directory.CreateDirectory(file));
                break;
            case "a web page in the place of the key":
                File.WriteAllText(options.GatewayLogKeyFile, page);
                break;
            case "a huge key":
                using (var key = File.Create(options.GatewayLogKeyFile))
                    key.SetLength(8L << 30); // sparse: reading it whole would take all memory
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "not a way to spoil a log");
        }
    }
}
