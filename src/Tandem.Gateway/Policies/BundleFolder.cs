namespace Tandem.Gateway.Policies;

/// <summary>Reads the published bundles: <c>active</c> names the one in force by its hash, <c>bundles/&lt;hash&gt;/</c> holds it.</summary>
internal sealed class BundleFolder
{
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
        var folder = Path.Combine(_root, "bundles", hash);
        return Directory.Exists(folder)
            ? BundleContent.Read(folder, $"bundle `{hash}`")
            : throw new IOException($"bundle `{hash}` is not in `bundles`; publish it before pointing to it");
    }
}
