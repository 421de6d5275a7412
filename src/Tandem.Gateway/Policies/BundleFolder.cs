namespace Tandem.Gateway.Policies;

/// <summary>Reads the published bundles: <c>active</c> names the one in force by its hash, <c>bundles/&lt;hash&gt;/</c> holds it.</summary>
internal sealed class BundleFolder
{
    private const int MaximumFiles = 2_000;
    private const long MaximumBytes = 32L << 20;
    private const int HashLength = 64;
    private readonly string _root;

    public BundleFolder(string root) => _root = root;

    /// <summary>The hash in the pointer, null when there is no pointer yet.</summary>
    /// <exception cref="IOException">The pointer cannot be read or is no hash.</exception>
    public string? ReadPointer()
    {
        string text;
        try
        {
            text = File.ReadAllText(Path.Combine(_root, "active")).Trim();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // Checked before it becomes part of a path.
        return text.Length == HashLength && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw new IOException("`active` holds no hash of 64 lower-case hexadecimal digits; publish the bundle again");
    }

    /// <exception cref="IOException">The bundle is missing, too large, or holds what is no plain file.</exception>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ReadBundle(string hash)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, "bundles", hash));
        if (!folder.Exists) throw new IOException($"bundle `{hash}` is not in `bundles`; publish it before pointing to it");
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var entry in folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            // A link would let the content change behind the hash.
            if (entry.LinkTarget is not null) throw new IOException($"bundle `{hash}` holds the link `{entry.Name}`; only plain files belong in it");
            if (entry is not FileInfo file) continue;
            total += file.Length;
            if (files.Count >= MaximumFiles || total > MaximumBytes) throw new IOException($"bundle `{hash}` is larger than {MaximumFiles} files or {MaximumBytes} bytes");
            files[Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/')] = File.ReadAllBytes(file.FullName);
        }

        return files;
    }
}
