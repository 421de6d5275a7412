using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>A running installation is backed up, restored elsewhere and served from there; what was changed in between is named.</summary>
[Collection(DemoCollection.Name)]
public sealed class BackupAndRestore(DemoFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new("tandem-backup");

    private RunningDemo Demo => fixture.Demo;

    private string Archive => _folder.In("backup.tar");

    private string Keys => _folder.In("keys.tar");

    private string Restored => _folder.In("restored");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backup_UnderTraffic_RestoresAnInstallationThatServes()
    {
        var access = Demo.Access;
        using (var stop = new CancellationTokenSource())
        {
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var traffic = Task.Run(async () =>
            {
                for (var call = 0; !stop.IsCancellationRequested; call++, first.TrySetResult())
                    await GatewayCall.OpenAi(Demo, $"call {call} while it is backed up");
            }, TestContext.Current.CancellationToken);
            await first.Task;
            var backup = await ProgramRun.Tandem("backup", "--data", Demo.Data, "--to", Archive, "--keys", Keys);
            await stop.CancelAsync();
            await traffic;
            Assert.True(backup.ExitCode is 0, backup.ToString());
        }

        var restore = await ProgramRun.Tandem("restore", Archive, "--to", Restored, "--keys", Keys);

        Assert.True(restore.ExitCode is 0, restore.ToString());
        Assert.Equal(["exchange", "gateway", "management", "policy"], Directory.GetFileSystemEntries(Restored).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var log in (string[])["gateway", "management"])
            await VerifyAsync(log);
        var decisions = (await LogLines.AllAsync(At("gateway", "ledger"), At("gateway", "log.vkey"))).Count(line => line.Contains("\"kind\":\"decision\"", StringComparison.Ordinal));
        await using var served = await RunningDemo.ServeAsync(Restored);
        using var before = await SignedIn.AsAsync(Demo.Pages, access);
        using var after = await SignedIn.AsAsync(served.Pages, access);
        const string row = "/api/statement-of-applicability/iso42001/A.6.2.8";
        var shown = await after.GetAsync(row);
        // The index of decisions builds itself from the restored log.
        for (var tries = 0; Requests(shown) != decisions && tries < 1200; tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            shown = await after.GetAsync(row);
        }

        Assert.Equal(decisions, Requests(shown));
        Assert.Equal(Decision(await before.GetAsync(row)), Decision(shown));
        Assert.True((await after.GetAsync("/api/history")).GetProperty("changes").GetArrayLength() > 10);
        // Callers' keys and the policy are there; the model that the policy names is the demonstration's, which still runs.
        var call = await GatewayCall.OpenAi(served, "the restored gateway knows its callers", key: access.Keys["claims-portal"]);
        Assert.True(call.Status is 200, call.Body);
        Assert.Equal(0, await served.StopAsync());
        foreach (var log in (string[])["gateway", "management"])
            await VerifyAsync(log);
    }

    [Theory]
    [InlineData("gateway/log.vkey")]
    [InlineData("management/tandem.db")]
    [InlineData("policy/active")]
    [InlineData("gateway/ledger/checkpoint")]
    public async Task Restore_OfAFlippedByte_IsRefusedWithItsName(string name)
    {
        await BackUpAsync();
        await FlipAsync(name);

        var restore = await ProgramRun.Tandem("restore", Archive, "--to", Restored, "--keys", Keys);

        Assert.True(restore.ExitCode is 1, restore.ToString());
        Assert.Contains($"`{name}` was changed", restore.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public async Task Restore_OfAByteFlippedBetweenTheFiles_IsRefused()
    {
        await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(Archive, TestContext.Current.CancellationToken);
        // Before the manifest's header stands the padding of the file before it, and in the header the manifest's own time.
        var header = bytes.AsSpan().LastIndexOf("manifest.json"u8);
        bytes[header - 1] ^= 1;
        await File.WriteAllBytesAsync(Archive, bytes, TestContext.Current.CancellationToken);

        var restore = await ProgramRun.Tandem("restore", Archive, "--to", Restored);

        Assert.True(restore.ExitCode is 1, restore.ToString());
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public async Task Restore_WithoutKeys_IsIncompleteAndNamesThem()
    {
        await BackUpAsync();

        var restore = await ProgramRun.Tandem("restore", Archive, "--to", Restored);

        Assert.True(restore.ExitCode is 2, restore.ToString());
        Assert.Contains("`gateway/keys/log.key`", restore.Output, StringComparison.Ordinal);
        Assert.Contains("`management/keys/pseudonym.key`", restore.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Restored, "*.key", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Restore_OfAnArchiveThatLeavesTheFolder_WritesNothing()
    {
        await using (var file = File.Create(Archive))
        await using (var tar = new TarWriter(file, TarEntryFormat.Gnu))
        {
            foreach (var name in (string[])["gateway/../../escaped", "/tmp/escaped-from-a-backup", "gateway/keys/log.key"])
                await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("x"u8.ToArray()) }, TestContext.Current.CancellationToken);
        }

        var restore = await ProgramRun.Tandem("restore", Archive, "--to", Restored);

        Assert.True(restore.ExitCode is 1, restore.ToString());
        Assert.Contains("`gateway/../../escaped` is no file that a data folder has", restore.Output, StringComparison.Ordinal);
        Assert.Contains("`gateway/keys/log.key` does not belong into a backup of data", restore.Output, StringComparison.Ordinal);
        Assert.Equal([Archive], Directory.GetFileSystemEntries(_folder.Path));
        Assert.False(File.Exists("/tmp/escaped-from-a-backup"));
    }

    [Fact]
    public async Task Commands_ThatCannotRun_ChangeNothing()
    {
        await File.WriteAllTextAsync(Archive, "mine", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Restored);
        await File.WriteAllTextAsync(Path.Combine(Restored, "mine"), "mine", TestContext.Current.CancellationToken);

        var runs = new[]
        {
            await ProgramRun.Tandem("backup", "--data", Demo.Data, "--to", Archive),
            await ProgramRun.Tandem("backup", "--data", _folder.In("nowhere"), "--to", _folder.In("new.tar")),
            await ProgramRun.Tandem("restore", Archive, "--to", Restored),
            await ProgramRun.Tandem("restore", _folder.In("none.tar"), "--to", _folder.In("new")),
        };

        Assert.All(runs, run => Assert.True(run.ExitCode is 3, run.ToString()));
        Assert.Equal("mine", await File.ReadAllTextAsync(Archive, TestContext.Current.CancellationToken));
        Assert.Equal([Archive, Restored], Directory.GetFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ManagementsOwnLog_OfARunningInstallation_Verifies()
    {
        var (ledger, key) = (Path.Combine(Demo.Data, "management", "ledger"), Path.Combine(Demo.Data, "management", "log.vkey"));

        var verify = await ProgramRun.Tandem("verify", ledger, "--key", key, "--json");
        var fsck = await ProgramRun.Tandem("fsck", ledger, "--key", key);

        Assert.True(verify.ExitCode is 0, verify.ToString());
        Assert.True(JsonDocument.Parse(verify.Output).RootElement.GetProperty("records").GetInt64() > 10);
        Assert.True(fsck.ExitCode is 0, fsck.ToString());
    }

    private async Task BackUpAsync()
    {
        var backup = await ProgramRun.Tandem("backup", "--data", Demo.Data, "--to", Archive, "--keys", Keys);
        Assert.True(backup.ExitCode is 0, backup.ToString());
    }

    private async Task VerifyAsync(string log)
    {
        // What somebody who has the backup alone holds: the checkpoint of its manifest.
        using var manifest = JsonDocument.Parse(await ReadManifestAsync());
        var held = _folder.In($"{log}.checkpoint");
        await File.WriteAllTextAsync(held, manifest.RootElement.GetProperty("checkpoints").GetProperty($"{log}/ledger").GetString(), TestContext.Current.CancellationToken);
        var verify = await ProgramRun.Tandem("verify", At(log, "ledger"), "--key", At(log, "log.vkey"), "--held", held);
        Assert.True(verify.ExitCode is 0, verify.ToString());
    }

    private async Task<string> ReadManifestAsync()
    {
        await using var tar = new TarReader(File.OpenRead(Archive));
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name == "manifest.json")
                return await new StreamReader(entry.DataStream!, Encoding.UTF8).ReadToEndAsync();
        }

        throw new InvalidOperationException("the archive has no manifest");
    }

    private async Task FlipAsync(string name)
    {
        long at;
        await using (var tar = new TarReader(File.OpenRead(Archive)))
        {
            TarEntry? entry;
            do
                entry = await tar.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken);
            while (entry!.Name != name);
            at = entry.DataOffset + (entry.Length / 2);
        }

        await using var file = File.Open(Archive, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var was = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(was ^ 1));
    }

    private string At(params ReadOnlySpan<string> parts) => Path.Combine([Restored, .. parts]);

    private static long Requests(JsonElement row) => row.GetProperty("evidence").GetProperty("requests").GetInt64();

    // Without the live part: each installation verifies its log for itself.
    private static string Decision(JsonElement row) => string.Join('\n', row.EnumerateObject().Where(member => member.Name is not ("evidence" or "lastVerified")).Select(member => $"{member.Name}={member.Value.GetRawText()}"));
}
