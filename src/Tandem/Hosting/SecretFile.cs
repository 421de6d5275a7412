using System.Security.Cryptography;
using System.Text;

namespace Tandem.Hosting;

/// <summary>A secret in a file that only its owner can read.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the text when the file does not exist yet; never overwrites.</summary>
    public static void CreateIfMissing(string path, Func<string> text)
    {
        if (!File.Exists(path))
            Create(path, text());
    }

    public static void Create(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>256 random bits as base64.</summary>
    public static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
