using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Storage;

namespace Tandem.Hosting;

/// <summary>A secret in a file that only its owner can read.</summary>
internal static class SecretFile
{
    /// <summary>Writes the text when the file does not exist yet; never overwrites.</summary>
    public static void CreateIfMissing(string path, Func<string> text)
    {
        if (!File.Exists(path))
            Create(path, text());
    }

    public static void Create(string path, string text) => PrivateFile.Create(path, Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>256 random bits as base64.</summary>
    public static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
