using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Backups;

/// <summary>What a backup holds; the last entry but one of the archive.</summary>
internal sealed record BackupManifest
{
    public const string EntryName = "manifest.json";

    public const string CurrentFormat = "tandem-backup/v1";

    public const string Data = "data";

    public const string Keys = "keys";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required string Format { get; init; }

    /// <summary><see cref="Data"/> or <see cref="Keys"/>.</summary>
    public required string Content { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Program { get; init; }

    public required DateTimeOffset Began { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>`sqlite` or `postgres` when the database is in the backup, as a file or as a dump of `pg_dump`; else `apart`.</summary>
    public required string Database { get; init; }

    /// <summary>The checkpoint that the copy of each log holds, whole, by the folder of the log; none in a backup of keys.</summary>
    public required IReadOnlyDictionary<string, string> Checkpoints { get; init; }

    /// <summary>The secret keys that a restored installation needs and this backup does not hold.</summary>
    public required IReadOnlyList<string> KeysApart { get; init; }

    public required IReadOnlyList<BackupEntry> Files { get; init; }
}

/// <param name="Name">Path relative to the data folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record BackupEntry(string Name, long Size, string Sha256);
