using Tandem.Management.Database;

namespace Tandem.Management.Records;

/// <summary>What every entry of a register carries.</summary>
public abstract class Record : IKeptRecord
{
    public required string Key { get; init; }

    /// <summary>The number in the key; orders records as people expect, beyond 9999 too.</summary>
    public required long Number { get; init; }

    /// <summary>Key of the person who answers for it, such as `PER-0007`; empty while nobody of the register of people is named.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The owner's name as the register of people has it; kept here too, so that lists sort, search and export it without another table.</summary>
    public string OwnerName { get; set; } = "";

    /// <summary>Words of the organisation's own by which records are found together.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

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
