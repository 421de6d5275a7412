using System.Text.Json;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.EndToEnd.Tests;

/// <summary>An installation whose management keeps its data in PostgreSQL is backed up while it serves, and restored into another database.</summary>
public sealed class BackupOnPostgres
{
    [Fact]
    public async Task Backup_OfARunningInstallation_RestoresIntoAnEmptyDatabaseThatServes()
    {
        using var folder = new TemporaryFolder("tandem-backup-postgres");
        await using var postgres = new PostgresServer();
        // Owners without any other right, as operators make them: the extension of the search must be made and restored by them too.
        var (source, target, used) = (await postgres.CreateOwnedDatabaseAsync(), await postgres.CreateOwnedDatabaseAsync(), await postgres.CreateDatabaseAsync());
        var (archive, keys, restored) = (folder.In("backup.tar"), folder.In("keys.tar"), folder.In("restored"));
        JsonElement before;
        DemoAccess access;
        await using (var demo = await RunningDemo.StartAsync(folder.In("data"), "--database", source))
        {
            access = demo.Access;
            using var client = await SignedIn.AsAsync(demo.Pages, access);
            before = await client.GetAsync("/api/ai-systems");
            var backup = await ProgramRun.Tandem("backup", "--data", demo.Data, "--to", archive, "--keys", keys, "--database", source);
            Assert.True(backup.ExitCode is 0, backup.ToString());
        }

        var unnamed = await ProgramRun.Tandem("restore", archive, "--to", folder.In("without"), "--keys", keys);
        await postgres.ExecuteAsync(used, "create table something (id integer)");
        var notEmpty = await ProgramRun.Tandem("restore", archive, "--to", folder.In("not-empty"), "--keys", keys, "--database", used);
        var restore = await ProgramRun.Tandem("restore", archive, "--to", restored, "--keys", keys, "--database", target);

        Assert.True(unnamed.ExitCode is 2, unnamed.ToString());
        Assert.Contains("`management/tandem.pgdump`", unnamed.Output, StringComparison.Ordinal);
        Assert.True(notEmpty.ExitCode is 3, notEmpty.ToString());
        Assert.False(Directory.Exists(folder.In("not-empty")));
        Assert.True(restore.ExitCode is 0, restore.ToString());
        Assert.Contains("management/tandem.pgdump:", restore.Output, StringComparison.Ordinal);
        await postgres.ExecuteAsync(target, "select 1 / count(*) from pg_indexes where indexdef like '%gin_trgm_ops%'");
        await using var served = await RunningDemo.ServeAsync(restored, "--database", target);
        using var after = await SignedIn.AsAsync(served.Pages, access);
        Assert.Equal(before.GetRawText(), (await after.GetAsync("/api/ai-systems")).GetRawText());
    }

    [Fact]
    public async Task Restore_OfADatabaseWhoseHistoryWasChanged_IsRefused()
    {
        using var folder = new TemporaryFolder("tandem-backup-postgres");
        await using var postgres = new PostgresServer();
        var (source, target) = (await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        await using (var demo = await RunningDemo.StartAsync(folder.In("data"), "--database", source))
        {
            await postgres.ExecuteAsync(source, "update change_events set actor_name = 'somebody else' where number = 3");
            var backup = await ProgramRun.Tandem("backup", "--data", demo.Data, "--to", folder.In("backup.tar"), "--database", source);
            Assert.True(backup.ExitCode is 0, backup.ToString());
        }

        var restore = await ProgramRun.Tandem("restore", folder.In("backup.tar"), "--to", folder.In("restored"), "--database", target);

        Assert.True(restore.ExitCode is 1, restore.ToString());
        Assert.Contains("management/tandem.pgdump: ", restore.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.In("restored")));
    }
}
