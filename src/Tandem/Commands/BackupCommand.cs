using System.CommandLine;
using System.Globalization;
using Tandem.Backups;
using Tandem.Hosting;

namespace Tandem.Commands;

/// <summary><c>tandem backup</c>: a copy of an installation, taken while it serves.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var data = DataOption.Create("data");
        var to = new Option<string>("--to") { Description = "the archive to write, or a folder for one named by the time; an existing file is never overwritten", Required = true };
        var keys = new Option<string?>("--keys") { Description = "another file, for the secret keys; keep it in another place than the backup. Without it they are not copied" };
        var database = new Option<string?>("--database") { Description = "connection string of management's database when it is in PostgreSQL; needs pg_dump" };
        var command = new ExampleCommand("backup", "Back up an installation while it serves: database, both logs, policy, public keys; the secret keys apart.",
            "tandem backup --data /var/lib/tandem --to /mnt/backup --keys /mnt/safe/tandem-keys.tar")
        { data, to, keys, database };
        command.SetAction(async (result, cancellation) =>
        {
            var folder = DataFolder.Existing(result.GetRequiredValue(data));
            var time = TimeProvider.System;
            using var progress = new LineProgress(quiet: false);
            var keysFile = result.GetValue(keys) is { } named ? Path.GetFullPath(named) : null;
            var target = Target(result.GetRequiredValue(to), time);
            if (target == keysFile)
                throw new CommandException("--keys and --to name the same file; the secret keys belong into a file and a place of their own");
            var taken = await new TakeBackup(folder, result.GetValue(database), time).RunAsync(target, keysFile, progress.Of<(long Done, long Total)>(step => step), cancellation);
            progress.End();
            Print(taken, keysFile);
            return 0;
        });
        return command;
    }

    private static string Target(string to, TimeProvider time) =>
        Path.GetFullPath(Directory.Exists(to) ? Path.Combine(to, time.GetUtcNow().ToString("'tandem-'yyyyMMdd'T'HHmmss'Z.tar'", CultureInfo.InvariantCulture)) : to);

    private static void Print(TakenBackup taken, string? keys)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken.File}: {taken.Manifest.Files.Count} files, {taken.Size} bytes"));
        foreach (var (log, checkpoint) in taken.Manifest.Checkpoints)
            Console.WriteLine($"  {log}: checkpoint of {checkpoint.Split('\n')[1]} records");
        Console.WriteLine("  left out: management/decisions.db and gateway/state.json, which build themselves from the gateway's log");
        if (taken.Manifest.Database == "apart")
            Console.WriteLine("  left out: the database of management, which is not in the data folder; name it with --database, so that it fits to the logs");
        if (keys is not null)
        {
            Console.WriteLine($"{keys}: the secret keys; keep it in another place than the backup");
            return;
        }

        Console.WriteLine("  not copied, and needed to restore: the secret keys, once copied with --keys <file>:");
        foreach (var key in taken.Manifest.KeysApart)
            Console.WriteLine($"    {key}");
    }
}
