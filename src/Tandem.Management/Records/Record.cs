using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>What every entry of a register carries.</summary>
public abstract class Record : IRecord
{
    public required string Key { get; init; }

    /// <summary>The number in the key; orders records as people expect, beyond 9999 too.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    /// <summary>When it was taken out of use; null while in use. Records are never deleted.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public int Version { get; set; }

    /// <summary>Lower-cased words to search in; renewed with each save from what the definition names.</summary>
    public string SearchText { get; internal set; } = "";

    public abstract string RecordType { get; }

    public string RecordKey => Key;
}
