using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Evidence.Revisions;
using Tandem.Management.Files;

namespace Tandem.Management.Backup;

/// <param name="Files">Files that were hashed.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Problems">What is missing or changed, each naming the file; empty when all is right.</param>
public sealed record StoredFileFindings(long Files, long Bytes, IReadOnlyList<string> Problems);

/// <summary>Holds the stored files against the database that refers to them, and each against the hash that is its name.</summary>
public static class StoredFiles
{
    /// <summary>The folder of the stored files.</summary>
    public static string Folder(string dataFolder) => Path.Combine(dataFolder, "files");

    /// <summary>Compares; changes nothing.</summary>
    /// <param name="dataFolder">Management's data folder.</param>
    /// <param name="postgres">Connection string of a database in PostgreSQL; null for the file in the data folder.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<StoredFileFindings> CheckAsync(string dataFolder, string? postgres, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var hashes = new Dictionary<string, string?>(StringComparer.Ordinal);
        var bytes = 0L;
        await foreach (var (name, found, size) in HashAsync(Folder(dataFolder), cancellation))
        {
            hashes[name] = found;
            bytes += size;
        }
        try
        {
            await using var database = RestoredDatabase.Open(dataFolder, postgres);
            await foreach (var file in database.Context.DocumentFiles.AsNoTracking().OrderBy(f => f.DocumentKey).ThenBy(f => f.Number).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (!hashes.ContainsKey(file.Sha256))
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"file {file.Number} of {file.DocumentKey} (`{file.Name}`) is missing: there is no `{file.Sha256[..2]}/{file.Sha256}` among the stored files"));
            }
            await foreach (var file in database.Context.EvidenceRevisions.AsNoTracking().Where(r => r.Source == RevisionSource.File).OrderBy(r => r.EvidenceKey).ThenBy(r => r.Number).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (!hashes.ContainsKey(file.Sha256))
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"the file of revision {file.Number} of {file.EvidenceKey} (`{file.Name}`) is missing: there is no `{file.Sha256[..2]}/{file.Sha256}` among the stored files"));
            }
        }
        catch (DbException failure)
        {
            problems.Add($"what files there must be cannot be read from the database: {failure.Message}");
        }
        problems.AddRange(hashes.Where(file => file.Value != file.Key).Select(file =>
            file.Value is null ? $"`{file.Key}` is no file of the store: its name is not a hash, or its folder not its beginning" : $"the stored file `{file.Key}` was changed: its content has the hash {file.Value}"));
        return new(hashes.Count, bytes, problems);
    }

    private static async IAsyncEnumerable<(string Name, string? Hash, long Size)> HashAsync(string folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name.Length != 64 || !name.All(char.IsAsciiHexDigitLower) || path != FileStore.PathIn(folder, name))
            {
                yield return (Path.GetRelativePath(folder, path), null, 0);
                continue;
            }
            await using var file = File.OpenRead(path);
            yield return (name, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)), file.Length);
        }
    }
}
