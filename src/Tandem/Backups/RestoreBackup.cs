using System.Globalization;
using System.Text;
using Tandem.Hosting;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Verification;
using Tandem.Management.Backup;

namespace Tandem.Backups;

/// <summary>Restores a backup into an empty folder and proves it there, before anything stands where an installation would be started.</summary>
internal sealed class RestoreBackup(string archive, string? keys, string? postgres, TimeProvider time)
{
    private readonly RestoredBackup _result = new();

    /// <summary>Runs it. With problems, nothing is left in the folder.</summary>
    /// <exception cref="CommandException">It cannot be done at all.</exception>
    public async Task<RestoredBackup> RunAsync(string target, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        foreach (var file in (string?[])[archive, keys])
        {
            if (file is not null && !File.Exists(file))
                throw new CommandException($"there is no file `{file}`; name an archive that `tandem backup` made");
        }

        target = Path.GetFullPath(target);
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new CommandException($"`{target}` is not empty; a backup is restored into an empty folder only, name a new one with --to <folder>");
        var isNew = !Directory.Exists(target);
        var stage = Path.Combine(target, ".restoring");
        try
        {
            Directory.CreateDirectory(stage);
            await FillAsync(stage, progress, cancellation);
            if (_result.Problems.Count == 0)
            {
                foreach (var part in Directory.EnumerateDirectories(stage))
                    Directory.Move(part, Path.Combine(target, Path.GetFileName(part)));
            }

            return _result;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the backup could not be restored: {failure.Message}");
        }
        finally
        {
            if (Directory.Exists(stage))
                Directory.Delete(stage, recursive: true);
            if (isNew && Directory.Exists(target) && !Directory.EnumerateFileSystemEntries(target).Any())
                Directory.Delete(target);
        }
    }

    private async Task FillAsync(string stage, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        if (await UnpackAsync(archive, BackupManifest.Data, stage, progress, cancellation) is not { } manifest)
            return;
        if (keys is not null && await UnpackAsync(keys, BackupManifest.Keys, stage, progress, cancellation) is null)
            return;
        _result.Manifest = manifest;
        foreach (var log in (string[])[BackupContents.GatewayLog, BackupContents.ManagementLog])
            VerifyLog(stage, log, manifest, cancellation);
        if (_result.Problems.Count > 0)
            return;
        await CompareHistoryAsync(stage, manifest, cancellation);
        CheckKeys(stage);
    }

    private async Task<BackupManifest?> UnpackAsync(string file, string content, string stage, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        var reader = new BackupReader(file, content);
        var manifest = await reader.UnpackAsync(stage, progress, cancellation);
        _result.Problems.AddRange(reader.Problems);
        return reader.Problems.Count == 0 ? manifest : null;
    }

    private void VerifyLog(string stage, string log, BackupManifest manifest, CancellationToken cancellation)
    {
        try
        {
            var key = VerifierKey.Parse(File.ReadAllText(Path.Combine(stage, Path.GetDirectoryName(log)!, "log.vkey")).Trim());
            var held = SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(manifest.Checkpoints.GetValueOrDefault(log, "")));
            if (!held.Verify(key))
            {
                _result.Problems.Add($"{log}: the checkpoint in the manifest is not signed by `{key}`");
                return;
            }

            // Every byte, chain and signature, and the tiles against the tree of the segments, which is what `fsck` compares.
            var report = LedgerVerification.Verify(Path.Combine(stage, log), key, VerificationMode.Full, held, null, cancellation);
            _result.Proofs.Add(string.Create(CultureInfo.InvariantCulture, $"{log}: {report.Records} records of `{key}`, checkpoint of {report.CheckpointSize}, root {report.RootHashBase64}"));
            (report.Verdict == VerificationVerdict.Incomplete ? _result.Missing : _result.Problems).AddRange(report.Problems.Select(problem => $"{log}: {problem.Message}"));
        }
        catch (Exception damage) when (damage is FormatException or InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            _result.Problems.Add($"{log}: {damage.Message}");
        }
    }

    private async Task CompareHistoryAsync(string stage, BackupManifest manifest, CancellationToken cancellation)
    {
        if (manifest.Database == "postgres" && postgres is null)
        {
            _result.Missing.Add($"the database of management is in the backup as `{BackupContents.PostgresDump}`; restore again with --database <connection string of an empty database>");
            return;
        }

        if (manifest.Database == "sqlite" && postgres is not null)
        {
            _result.Problems.Add("the backup holds an SQLite database, which cannot be loaded into PostgreSQL; restore without --database");
            return;
        }

        if (manifest.Database == "apart")
        {
            _result.Missing.Add("the database of management is not in the backup; restore it with pg_restore and let the history page check it against the log");
            return;
        }

        var database = postgres is null ? BackupContents.Database : BackupContents.PostgresDump;
        if (postgres is not null)
            await PostgresCopy.LoadAsync(postgres, Path.Combine(stage, BackupContents.PostgresDump), cancellation);
        var findings = await RestoredHistory.CompareAsync(Path.Combine(stage, "management"), postgres, time, cancellation);
        _result.Proofs.Add(string.Create(CultureInfo.InvariantCulture, $"{database}: {findings.Changes} changes held against {findings.Records} records of the log"));
        _result.Problems.AddRange(findings.Problems.Select(problem => $"{database}: {problem.Text}"));
        var files = await StoredFiles.CheckAsync(Path.Combine(stage, "management"), postgres, cancellation);
        _result.Proofs.Add(string.Create(CultureInfo.InvariantCulture, $"{BackupContents.StoredFiles}: {files.Files} files held against the database and their hashes"));
        _result.Problems.AddRange(files.Problems.Select(problem => $"{BackupContents.StoredFiles}: {problem}"));
    }

    private void CheckKeys(string stage)
    {
        foreach (var key in BackupContents.MissingKeys(stage))
            _result.Missing.Add($"the secret key `{key}` is not there; put it back before the first start, or restore with --keys <file>");
        foreach (var part in (string[])["gateway", "management"])
        {
            var file = Path.Combine(stage, part, "keys", "log.key");
            if (!File.Exists(file))
                continue;
            using var signer = NoteSigner.Parse(File.ReadAllText(file).Trim());
            if (signer.VerifierKey.ToString() != File.ReadAllText(Path.Combine(stage, part, "log.vkey")).Trim())
                _result.Problems.Add($"`{part}/keys/log.key` is the key of `{signer.VerifierKey}`, another log; name the keys of this installation with --keys");
        }
    }
}
