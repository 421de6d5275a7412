namespace Tandem.Ledger.Records;

/// <summary>Finding the records that certify record keys without parsing every record.</summary>
internal static class KeyRecords
{
    /// <summary>False when the entry is certainly no such record. True says only that a parser must look.</summary>
    public static bool MayCertify(ReadOnlySpan<byte> entry) =>
        entry.Length < 4096 && RecordEntry.LineLength(entry) > 0 && entry.IndexOf("\"record-key\""u8) >= 0;
}
