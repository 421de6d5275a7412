namespace Tandem.Ledger.Records;

/// <summary>Names and limits of the record format, version 1.</summary>
public static class RecordFormat
{
    /// <summary>Value of member `v`.</summary>
    public const int Version = 1;

    /// <summary>Largest whole entry (JSON line, empty line, signature lines), in bytes.</summary>
    public const int MaximumEntryBytes = 16 * 1024;

    /// <summary>Kind of the records about keys; with `op` = <see cref="RecordKeyOperation"/> the record certifies the key that signs what follows.</summary>
    public const string KeyKind = "key";

    /// <summary>Value of `op` in a record that certifies a record key.</summary>
    public const string RecordKeyOperation = "record-key";

    /// <summary>Kind of the records that close something a crash or a full disk left open.</summary>
    public const string RecoveryKind = "recovery";

    /// <summary>Value of `op` in a recovery record that states what was cut off the end of a segment.</summary>
    public const string TornTailOperation = "torn-tail";

    /// <summary>Value of `op` in the recovery record that is the last one before the log refuses records for lack of room.</summary>
    public const string LogFullOperation = "log-full";

    /// <summary>Chain pointer of the first record: 64 zeros.</summary>
    public const string FirstPrevious = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Members that only the writer sets.</summary>
    internal static readonly string[] WriterMembers = ["v", "log", "w", "n", "prev", "t", "m", "boot", "kind"];
}
