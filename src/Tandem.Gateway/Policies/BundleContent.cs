namespace Tandem.Gateway.Policies;

/// <summary>Reads the files of a bundle, the same way for who writes one and for the gateway that takes it.</summary>
public static class BundleContent
{
    private const int MaximumFiles = 2_000;
    private const long MaximumBytes = 32L << 20;

    /// <summary>Every file below the folder by its path with <c>/</c>.</summary>
    /// <param name="folder">The bundle's folder; must exist.</param>
    /// <param name="name">What the bundle is called in messages.</param>
    /// <exception cref="IOException">It is too large, holds what is no plain file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read by this user.</exception>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Read(string folder, string name)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            // A link would let the content change behind the hash.
            if (entry.LinkTarget is not null) throw new IOException($"{name} holds the link `{entry.Name}`; only plain files belong in it");
            if (entry is not FileInfo file) continue;
            total += file.Length;
            if (files.Count >= MaximumFiles || total > MaximumBytes) throw new IOException($"{name} is larger than {MaximumFiles} files or {MaximumBytes} bytes");
            files[Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')] = File.ReadAllBytes(file.FullName);
        }

        return files;
    }
}
