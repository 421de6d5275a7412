using System.Security.Cryptography;
using System.Text.Json;
using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Records;

/// <summary>One record as it is stored. Immutable; thread-safe.</summary>
public sealed class LedgerRecord
{
    private readonly Lazy<JsonElement> _root;

    private LedgerRecord(long index, ReadOnlyMemory<byte> entry, int lineLength, RecordMembers members, DateTimeOffset time)
    {
        Index = index;
        Entry = entry;
        Json = entry[..lineLength];
        Members = members;
        Time = time;
        _root = new Lazy<JsonElement>(Parse);
    }

    /// <summary>Zero-based index in the log.</summary>
    public long Index { get; }

    /// <summary>The whole entry: a signed note, exactly the stored bytes.</summary>
    public ReadOnlyMemory<byte> Entry { get; }

    /// <summary>Line 1 of the entry without its newline: one JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Kind of the record, such as `decision`.</summary>
    public string Kind => Members.Kind;

    /// <summary>Time stated by the writer, UTC, in microseconds.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The writer's sequence number `n`.</summary>
    public long Sequence => Members.Sequence;

    /// <summary>Chain pointer `prev`: 64 lower-case hexadecimal digits.</summary>
    public string Previous => Members.Previous;

    /// <summary>All members; parsed on first use.</summary>
    public JsonElement Root => _root.Value;

    /// <summary>Key id of the first signature line; 0 when the entry has none.</summary>
    public uint SigningKeyId => RecordEntry.FirstKeyId(Entry.Span);

    /// <summary>True for the record that certifies the key which signs the records after it; it is itself signed by the log key.</summary>
    public bool CertifiesRecordKey => Members.CertifiesRecordKey;

    internal RecordMembers Members { get; }

    /// <summary>Reads an entry.</summary>
    /// <param name="index">Index the entry has in its log; 0 or more.</param>
    /// <param name="entry">Stored bytes; at most <see cref="RecordFormat.MaximumEntryBytes"/>.</param>
    /// <returns>The record.</returns>
    /// <exception cref="FormatException">The bytes are no record.</exception>
    /// <remarks>Checks the shape only; signature, chain and tree are checked by proofs and verification.</remarks>
    public static LedgerRecord FromEntry(long index, ReadOnlyMemory<byte> entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (entry.Length > RecordFormat.MaximumEntryBytes) throw new FormatException($"entry has {entry.Length} bytes; a record has at most {RecordFormat.MaximumEntryBytes}");
        var lineLength = RecordEntry.LineLength(entry.Span);
        if (lineLength < 0) throw new FormatException("entry has no JSON line followed by an empty line and signatures");
        var members = RecordMembers.TryRead(entry.Span[..lineLength], out var problem) ?? throw new FormatException(problem);
        if (!RecordTime.TryParse(members.Time, out var time)) throw new FormatException($"member `t` is `{members.Time}`; expected the form 2026-11-21T03:31:00.123456Z");
        return new LedgerRecord(index, entry, lineLength, members, time);
    }

    /// <summary>RFC 6962 leaf hash: SHA-256 of a zero byte and the entry; 32 bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] LeafHash() => MerkleTree.HashLeaf(Entry.Span);

    /// <summary>SHA-256 of the JSON line: what the next record of this writer states as `prev`.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] LineHash() => SHA256.HashData(Json.Span);

    private JsonElement Parse()
    {
        using var document = JsonDocument.Parse(Json);
        return document.RootElement.Clone();
    }
}
