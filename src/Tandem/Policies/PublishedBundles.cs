using System.Text;
using Tandem.Hosting;

namespace Tandem.Policies;

/// <summary>The published bundles of an installation: <c>bundles/&lt;hash&gt;</c>, and <c>active</c>, which names the one in force.</summary>
internal sealed class PublishedBundles(string folder)
{
    private string Pointer => Path.Combine(folder, "active");

    public string? Active => File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : null;

    /// <summary>Copies a bundle to its place and points to it; the gateway checks signatures and quorum itself before it takes it.</summary>
    public void Publish(string hash, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var target = Path.Combine(folder, "bundles", hash);
        if (Directory.Exists(target))
        {
            // The folder's name is the hash of its content, so only the signatures can be new.
            Replace(Path.Combine(target, BundleDraft.Signatures), files[BundleDraft.Signatures].ToArray());
            PointTo(hash);
            return;
        }

        var staging = target + ".new";
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        foreach (var (path, bytes) in files)
        {
            var file = Path.Combine(staging, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes.Span);
        }

        Directory.Move(staging, target);
        PointTo(hash);
    }

    /// <exception cref="CommandException">There is no such bundle.</exception>
    public void PointTo(string hash)
    {
        if (!Directory.Exists(Path.Combine(folder, "bundles", hash)))
            throw new CommandException($"bundle `{hash}` was never published here; `ls {Path.Combine(folder, "bundles")}` shows those that were");
        Replace(Pointer, Encoding.ASCII.GetBytes(hash + "\n"));
    }

    private static void Replace(string path, byte[] bytes)
    {
        var staging = path + ".new";
        File.WriteAllBytes(staging, bytes);
        File.Move(staging, path, overwrite: true);
    }
}
