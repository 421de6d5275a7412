using System.Security.Cryptography;

namespace Tandem.Gateway.Identity;

/// <summary>Remembers which files were read and what was in them, so that a change is noticed whatever the clock of the file system says.</summary>
internal sealed class FileContents
{
    private const string Unreadable = "-";
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>One hash over all of them, for the record.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(_hashes.Values))));

    public void Add(string file, byte[]? content) => _hashes[file] = content is null ? Unreadable : HashOf(content);

    /// <summary>True when a file holds something else than what was read.</summary>
    public bool HaveChanged() => _hashes.Any(entry => entry.Value != HashOf(entry.Key));

    private static string HashOf(string file)
    {
        try
        {
            return new FileInfo(file).Length > TokenIssuers.MaximumFileBytes ? Unreadable : HashOf(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is a content of its own; loading says what is wrong with it.
            return Unreadable;
        }
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
