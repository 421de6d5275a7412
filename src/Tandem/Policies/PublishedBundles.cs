using System.Text;
using Tandem.Hosting;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Storage;

namespace Tandem.Policies;

/// <summary>The published bundles of an installation: <c>bundles/&lt;hash&gt;</c>, and <c>active</c>, which names the one in force.</summary>
internal sealed class PublishedBundles(string folder)
{
    private string Pointer => Path.Combine(folder, "active");

    public string? Active => File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : null;

    /// <summary>Copies a bundle to its place and points to it; the gateway checks signatures and quorum itself before it takes it.</summary>
    /// <exception cref="CommandException">Nobody has signed it.</exception>
    public void Publish(string hash, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (!files.TryGetValue(PolicyBundle.SignaturesFile, out var signatures))
            throw new CommandException("the bundle is not signed, so no gateway would take it; sign it first: tandem policy sign <folder> --key <file>");
        var target = Path.Combine(folder, "bundles", hash);
        if (Directory.Exists(target))
        {
            // The folder's name is the hash of its content, so only the signatures can be new.
            DurableFile.Replace(Path.Combine(target, PolicyBundle.SignaturesFile), signatures.Span);
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
        DurableFile.Replace(Pointer, Encoding.ASCII.GetBytes(hash + "\n"));
    }
}
