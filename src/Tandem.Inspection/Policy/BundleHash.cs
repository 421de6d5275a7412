using System.Security.Cryptography;
using System.Text;

namespace Tandem.Inspection.Policy;

/// <summary>How a bundle is named by its content.</summary>
internal static class BundleHash
{
    /// <summary>SHA-256 over one line per file, `hash two-spaces path`, in ordinal order of the paths; the signatures are left out.</summary>
    public static string Compute(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in files.Keys.Where(path => path != PolicyBundle.SignaturesFile).Order(StringComparer.Ordinal))
        {
            var line = $"{Convert.ToHexStringLower(SHA256.HashData(files[path].Span))}  {path}\n";
            all.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    public static string SignedText(string id, string version, string hash) => $"tandem-bundle/v1\n{id}\n{version}\n{hash}\n";
}
