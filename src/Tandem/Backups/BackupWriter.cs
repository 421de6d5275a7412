using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Backups;

/// <summary>Writes an archive under a temporary name; it has its own name only when it is whole and on disk.</summary>
internal sealed class BackupWriter : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly string _target;
    private readonly FileStream _archive;
    private readonly TarWriter _tar;
    private readonly List<BackupEntry> _entries = [];

    public BackupWriter(string target)
    {
        _target = target;
        Partial = target + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = BufferBytes };
        // Accounts and second factors are in it.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _archive = new FileStream(Partial, options);
        _tar = new TarWriter(_archive, TarEntryFormat.Gnu, leaveOpen: true);
    }

    public string Partial { get; }

    public async Task AddAsync(BackupPart part, IProgress<long> progress, CancellationToken cancellation)
    {
        await using var source = part.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = source.Length;
        await using (var counted = new HashedStream(source, hash, progress))
            await _tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, part.Name) { DataStream = counted }, cancellation);
        _entries.Add(new(part.Name, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>Ends the archive with its manifest and its seal and gives it its name.</summary>
    public async Task CompleteAsync(Func<IReadOnlyList<BackupEntry>, BackupManifest> describe, CancellationToken cancellation)
    {
        using (var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(describe(_entries), BackupManifest.Json)))
            await _tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, BackupManifest.EntryName) { DataStream = content }, cancellation);
        // Not disposed here: its end of archive would stand before the seal.
        await BackupSeal.AppendAsync(_archive, cancellation);
        _archive.Flush(flushToDisk: true);
        _archive.Dispose();
        File.Move(Partial, _target, overwrite: false);
    }

    public void Dispose()
    {
        _archive.Dispose();
        File.Delete(Partial);
    }
}
