using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Backups;

/// <summary>Unpacks an archive and holds every byte of it against manifest and seal. What is wrong is named; nothing is believed before all was compared.</summary>
internal sealed class BackupReader(string archive, string content)
{
    private const int LargestManifest = 512 * 1024 * 1024;

    private readonly Dictionary<string, BackupEntry> _found = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>What is wrong with the archive; empty when it is as it was written.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Unpacks into a folder.</summary>
    /// <returns>The manifest; null when there is none, with a problem that says so.</returns>
    /// <exception cref="IOException">The archive cannot be read or the folder not be written.</exception>
    public async Task<BackupManifest?> UnpackAsync(string folder, IProgress<(long Done, long Total)> progress, CancellationToken cancellation)
    {
        await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024);
        var isSealed = await BackupSeal.HoldsAsync(file, cancellation);
        BackupManifest? manifest = null;
        var last = "its beginning";
        try
        {
            await using var tar = new TarReader(file, leaveOpen: true);
            while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                if (entry.Name == BackupManifest.EntryName)
                    manifest = Read(entry);
                else if (entry.Name != BackupSeal.EntryName)
                    await TakeAsync(entry, folder, cancellation);
                last = $"`{entry.Name}`";
                progress.Report((file.Position, file.Length));
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or FormatException or JsonException or ArgumentException)
        {
            _problems.Add($"the archive `{archive}` cannot be read behind {last}: {damage.Message}");
        }

        Compare(manifest);
        if (!isSealed && _problems.Count == 0)
            _problems.Add($"the archive `{archive}` was changed outside its files: it is not what its seal says");
        return manifest;
    }

    private static BackupManifest? Read(TarEntry entry) => entry.DataStream is { Length: > 0 and <= LargestManifest } stream
        ? JsonSerializer.Deserialize<BackupManifest>(stream, BackupManifest.Json) : null;

    private async Task TakeAsync(TarEntry entry, string folder, CancellationToken cancellation)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !BackupContents.IsName(entry.Name))
        {
            _problems.Add($"`{Shown(entry.Name)}` is no file that a data folder has; the archive was not made by `tandem backup`");
            return;
        }

        if (BackupContents.IsSecret(entry.Name) != (content == BackupManifest.Keys))
        {
            _problems.Add($"`{entry.Name}` does not belong into a backup of {content}");
            return;
        }

        if (_found.ContainsKey(entry.Name))
        {
            _problems.Add($"`{entry.Name}` is in the archive twice");
            return;
        }

        var path = Path.Combine(folder, entry.Name);
        var parent = Path.GetDirectoryName(path)!;
        var isSecret = BackupContents.IsSecret(entry.Name);
        Directory.CreateDirectory(parent);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && isSecret)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            if (entry.Name.Contains("/keys/", StringComparison.Ordinal))
                File.SetUnixFileMode(parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await using (var written = new FileStream(path, options))
        {
            if (entry.DataStream is { } source)
            {
                var buffer = new byte[128 * 1024];
                for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0; size += read)
                {
                    hash.AppendData(buffer, 0, read);
                    await written.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }

            written.Flush(flushToDisk: true);
        }

        _found.Add(entry.Name, new(entry.Name, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    private void Compare(BackupManifest? manifest)
    {
        if (manifest is null)
        {
            _problems.Add($"the archive `{archive}` has no manifest; it is cut off, or no backup");
            return;
        }

        if (manifest.Format != BackupManifest.CurrentFormat || manifest.Content != content)
        {
            _problems.Add($"`{archive}` is `{Shown(manifest.Format)}` of {Shown(manifest.Content)}; this program reads `{BackupManifest.CurrentFormat}` of {content} here");
            return;
        }

        foreach (var said in manifest.Files)
        {
            if (!_found.Remove(said.Name, out var found))
                _problems.Add($"`{Shown(said.Name)}` is missing from the archive");
            else if (found != said)
                _problems.Add($"`{said.Name}` was changed: it is not the file that was backed up");
        }

        foreach (var more in _found.Keys)
            _problems.Add($"`{more}` is in the archive and not in its manifest");
    }

    private static string Shown(string text) => string.Concat(text.Where(c => !char.IsControl(c)).Take(300));
}
