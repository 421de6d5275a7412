using System.Reflection;
using System.Text;
using Tandem.Hosting;
using Tandem.Ledger.Copying;
using Tandem.Ledger.Notes;
using Tandem.Management.Backup;

namespace Tandem.Backups;

/// <summary>Backs up an installation while it serves. THE ORDER makes it consistent: management's log and database, the gateway's log, then the policy that its records name.</summary>
internal sealed class TakeBackup(DataFolder data, string? postgres, TimeProvider time)
{
    private readonly DateTimeOffset _began = time.GetUtcNow();

    /// <param name="target">The archive to write; must not exist.</param>
    /// <param name="keys">The archive for the secret keys; null leaves them out.</param>
    /// <param name="progress">Told done and total bytes.</param>
    /// <param name="cancellation">Stops it; nothing is left behind.</param>
    /// <exception cref="CommandException">It cannot be made.</exception>
    public async Task<TakenBackup> RunAsync(string target, string? keys, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        foreach (var file in (string?[])[target, keys])
        {
            if (file is not null && (File.Exists(file) || Directory.Exists(file)))
                throw new CommandException($"`{file}` exists already; a backup never overwrites, name another file");
        }

        try
        {
            var manifest = await WriteDataAsync(target, progress, cancellation);
            if (keys is not null)
                await WriteKeysAsync(keys, cancellation);
            return new(target, manifest, new FileInfo(target).Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new CommandException($"the backup could not be made: {failure.Message}");
        }
    }

    private async Task<BackupManifest> WriteDataAsync(string target, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        using var archive = new BackupWriter(target);
        var snapshot = archive.Partial + ".db";
        try
        {
            // Left behind by a crash, perhaps.
            File.Delete(snapshot);
            var management = await ManagementCopy.TakeAsync(data.Management, postgres, snapshot, cancellation);
            var own = management.Log ?? throw NoCheckpoint("management/ledger");
            List<BackupPart> parts = [.. LogParts(BackupContents.ManagementLog, own.Files(management.Records, cancellation))];
            if (management.HasDatabase)
                parts.Add(BackupPart.OfFile(postgres is null ? BackupContents.Database : BackupContents.PostgresDump, snapshot));
            var key = VerifierKey.Parse((await File.ReadAllTextAsync(data.GatewayLogVerifierKey, cancellation)).Trim());
            var gateway = LedgerCopy.Begin(data.GatewayLedger, key) ?? throw NoCheckpoint("gateway/ledger");
            parts.AddRange(LogParts(BackupContents.GatewayLog, gateway.Files(null, cancellation)));
            parts.AddRange(BackupContents.Files(data));
            await AddAsync(archive, parts, progress, cancellation);
            BackupManifest? manifest = null;
            await archive.CompleteAsync(
                files => manifest = Describe(BackupManifest.Data, files, management.HasDatabase, BackupContents.NeededKeys, new Dictionary<string, string>
                {
                    [BackupContents.GatewayLog] = Text(gateway),
                    [BackupContents.ManagementLog] = Text(own),
                }),
                cancellation);
            return manifest!;
        }
        finally
        {
            File.Delete(snapshot);
        }
    }

    private async Task WriteKeysAsync(string target, CancellationToken cancellation)
    {
        using var archive = new BackupWriter(target);
        await AddAsync(archive, [.. BackupContents.Secrets(data)], null, cancellation);
        await archive.CompleteAsync(files => Describe(BackupManifest.Keys, files, hasDatabase: false, [], new Dictionary<string, string>()), cancellation);
    }

    private static async Task AddAsync(BackupWriter archive, IReadOnlyList<BackupPart> parts, IProgress<(long Done, long Total)>? progress, CancellationToken cancellation)
    {
        var (done, total) = (0L, parts.Sum(part => part.Length));
        var bytes = new Passed(read => progress?.Report((Math.Min(done += read, total), total)));
        foreach (var part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            await archive.AddAsync(part, bytes, cancellation);
        }
    }

    private BackupManifest Describe(string content, IReadOnlyList<BackupEntry> files, bool hasDatabase, IReadOnlyList<string> keysApart, IReadOnlyDictionary<string, string> checkpoints) => new()
    {
        Format = BackupManifest.CurrentFormat,
        Content = content,
        Program = typeof(TakeBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        Began = _began,
        Ended = time.GetUtcNow(),
        Database = !hasDatabase ? "apart" : postgres is null ? "sqlite" : "postgres",
        Checkpoints = checkpoints,
        KeysApart = keysApart,
        Files = files,
    };

    private static IEnumerable<BackupPart> LogParts(string folder, IEnumerable<LedgerCopyFile> files) => files.Select(file => BackupPart.OfLog(folder, file));

    private static string Text(LedgerCopy log) => Encoding.UTF8.GetString(log.Checkpoint.Note.Bytes.Span);

    private static CommandException NoCheckpoint(string log) =>
        new($"the log `{log}` has no checkpoint yet; start the installation, or wait a second after its first start, and try again");

    private sealed class Passed(Action<long> take) : IProgress<long>
    {
        public void Report(long value) => take(value);
    }
}

/// <param name="File">The archive.</param>
/// <param name="Manifest">What it holds.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record TakenBackup(string File, BackupManifest Manifest, long Size);
