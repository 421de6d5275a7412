using System.Buffers;
using System.Security.Cryptography;
using Tandem.Ledger.Storage;
using Tandem.Management.Access;

namespace Tandem.Management.Files;

/// <param name="Sha256">Hash of the content, lower-case hex; the name under which it is stored.</param>
/// <param name="Size">Bytes.</param>
internal sealed record StoredFile(string Sha256, long Size);

/// <summary>A stored file is missing or not what was stored.</summary>
internal sealed class DamagedFileException(string message) : IOException(message);

/// <summary>Keeps files by the hash of their content. INVARIANT (content-addressed): never overwritten, never removed, compared on every read.</summary>
internal sealed class FileStore(ManagementOptions options)
{
    /// <summary>Largest file of whatever use in bytes.</summary>
    internal const long LargestBytes = 100 * 1024 * 1024;

    private const int BufferBytes = 128 * 1024;

    private static readonly TimeSpan LeftBehind = TimeSpan.FromDays(1);

    private readonly FileScan _scan = new(options);

    /// <summary>Where a file of this hash lies in a store.</summary>
    internal static string PathIn(string root, string sha256) => Path.Combine(root, sha256[..2], sha256);

    /// <summary>Stores a stream; the same content twice is one file.</summary>
    /// <exception cref="InvalidDataException">The stream is longer than <see cref="LargestBytes"/>; nothing is stored.</exception>
    /// <exception cref="DamagedFileException">The store holds this file already, and it is damaged; it is not overwritten.</exception>
    /// <exception cref="FileRefusedException">The program that scans files found something, or could not scan; nothing is stored.</exception>
    /// <exception cref="IOException">The disk refused, or the stream broke off; nothing is stored.</exception>
    internal async Task<StoredFile> StoreAsync(Stream content, CancellationToken cancellation)
    {
        var temporary = Path.Combine(Incoming(), Path.GetRandomFileName() + DurableFile.TemporaryExtension);
        try
        {
            var stored = await WriteAsync(content, temporary, cancellation);
            // INVARIANT (scanned first): what has its name in the store has passed, so that nothing else needs to ask.
            await _scan.CheckAsync(temporary, cancellation);
            if (!DurableFile.TryPublish(temporary, PathIn(options.FilesFolder, stored.Sha256)))
                await (await OpenAsync(stored.Sha256, cancellation)).DisposeAsync();
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens a file whose every byte was compared.</summary>
    /// <exception cref="DamagedFileException">It is missing or not what was stored.</exception>
    internal async Task<FileStream> OpenAsync(string sha256, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = new FileStream(PathIn(options.FilesFolder, sha256), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DamagedFileException($"the stored file `{sha256}` is missing; restore it from the backup");
        }
        try
        {
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) != sha256)
                throw new DamagedFileException($"the stored file `{sha256}` is damaged: its content has another hash; restore it from the backup");
            // The same open file is sent, so that nobody can put another one in its place meanwhile.
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<StoredFile> WriteAsync(Stream content, string path, CancellationToken cancellation)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, how);
            var size = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                size += read;
                if (size > LargestBytes)
                    throw new InvalidDataException($"the file is larger than {LargestBytes / 1024 / 1024} MiB");
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string Incoming()
    {
        PrivateFolder.Create(options.FilesFolder);
        var folder = PrivateFolder.Create(Path.Combine(options.FilesFolder, "incoming"));
        // Of a crash; another process may be writing one just now.
        foreach (var file in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc + LeftBehind < options.TimeProvider.GetUtcNow().UtcDateTime))
            file.Delete();
        return folder.FullName;
    }
}
