using Tandem.Hosting;

namespace Tandem.Backups;

/// <summary>What of a data folder belongs to a backup, beside the logs and the database. A list of what is taken, so that nothing secret gets in by being new.</summary>
internal static class BackupContents
{
    public const string GatewayLog = "gateway/ledger";
    public const string ManagementLog = "management/ledger";
    public const string Database = "management/tandem.db";
    public const string PostgresDump = "management/tandem.pgdump";

    /// <summary>Uploaded files, by their hash.</summary>
    public const string StoredFiles = "management/files";

    private static readonly string[] PublicFiles = ["gateway/log.vkey", "management/log.vkey"];
    private static readonly string[] SecretFolders = ["gateway/keys", "management/keys"];
    private const string OperationsToken = "gateway/operations.token";

    // Without these the logs cannot be continued, callers and actors not be recognised; the rest is made anew.
    public static IReadOnlyList<string> NeededKeys { get; } = ["gateway/keys/log.key", "gateway/keys/callers.key", "gateway/keys/pseudonym.key", "gateway/keys/fingerprint.key", "management/keys/log.key", "management/keys/pseudonym.key"];

    /// <summary>Public keys, lists, the policy, what is exported for it, and uploaded files; to be listed after the database was copied, which names the files.</summary>
    public static IEnumerable<BackupPart> Files(DataFolder data)
    {
        foreach (var name in PublicFiles.Where(name => File.Exists(At(data, name))))
            yield return BackupPart.OfFile(name, At(data, name));
        // Who may sign, whose tokens are accepted, and the keys pinned for that; the snapshot of the gateway's state is derived.
        foreach (var path in Directory.EnumerateFiles(data.Gateway, "*.json").Where(path => path != data.GatewayState).Order(StringComparer.Ordinal))
            yield return BackupPart.OfFile($"gateway/{Path.GetFileName(path)}", path);
        // The pointer before what it points to: a bundle is there before it is pointed to.
        if (File.Exists(At(data, "policy/active")))
        {
            var active = File.ReadAllBytes(At(data, "policy/active"));
            yield return new BackupPart("policy/active", active.Length, () => new MemoryStream(active, writable: false));
        }

        foreach (var part in Below(data, "policy").Where(part => part.Name != "policy/active").Concat(Below(data, "exchange")).Concat(Below(data, StoredFiles)))
            yield return part;
    }

    public static IEnumerable<BackupPart> Secrets(DataFolder data)
    {
        foreach (var part in SecretFolders.SelectMany(folder => Below(data, folder)))
            yield return part;
        if (File.Exists(At(data, OperationsToken)))
            yield return BackupPart.OfFile(OperationsToken, At(data, OperationsToken));
    }

    /// <summary>The needed keys that a folder does not hold.</summary>
    public static IReadOnlyList<string> MissingKeys(string root) => [.. NeededKeys.Where(name => !File.Exists(Path.Combine(root, name)))];

    /// <summary>True for a name that a data folder can have: relative, in one of its parts, never upwards.</summary>
    public static bool IsName(string name)
    {
        var parts = name.Split('/');
        return parts.Length > 1 && parts[0] is "gateway" or "management" or "policy" or "exchange"
            && parts.All(part => part is not ("" or "." or "..") && !part.Any(c => c is '\\' or ':' || char.IsControl(c)));
    }

    public static bool IsSecret(string name) => name == OperationsToken || SecretFolders.Any(folder => name.StartsWith(folder + "/", StringComparison.Ordinal));

    private static string At(DataFolder data, string name) => Path.Combine(data.Root, name);

    private static IEnumerable<BackupPart> Below(DataFolder data, string folder)
    {
        var root = At(data, folder);
        return !Directory.Exists(root) ? [] : Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal) && new FileInfo(path).LinkTarget is null)
            .Select(path => BackupPart.OfFile(Path.GetRelativePath(data.Root, path).Replace(Path.DirectorySeparatorChar, '/'), path))
            .Where(part => IsName(part.Name))
            .OrderBy(part => part.Name, StringComparer.Ordinal);
    }
}
