using System.Globalization;
using System.Security.Cryptography;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>The bytes that a crash left behind the last complete record. None of them was ever acknowledged.</summary>
/// <param name="Segment">Segment concerned.</param>
/// <param name="Index">Index the first damaged record would have had.</param>
/// <param name="Offset">Where the damage begins.</param>
/// <param name="Bytes">From there to the last byte that is not zero.</param>
internal sealed record TornTail(SegmentPath Segment, long Index, long Offset, byte[] Bytes)
{
    private const string Prefix = "torn-";

    /// <summary>Cuts the tail so that nothing of it can ever be taken for a frame.</summary>
    /// <remarks>Order: bytes kept in a file of their own → cut → allocated again → durable. The file goes when the recovery record that states its
    /// hash is durable; a crash in between leaves it, and the next opening states it.</remarks>
    public void Cut(ILedgerFiles files, string log, long segmentBytes)
    {
        if (Bytes.Length > 0)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Index:D16}-{Offset}");
            files.Replace(Path.Combine(SegmentPath.Folder(log), name), Bytes);
        }

        using var file = files.Open(Segment.Path);
        file.SetLength(Offset);
        file.Allocate(Math.Max(segmentBytes, Offset));
        file.DataSync();
    }

    /// <summary>Tails that were cut and are not stated in the log yet, as drafts with the file to delete afterwards.</summary>
    public static IEnumerable<(string Path, RecordDraft Draft)> Unstated(string log)
    {
        foreach (var path in Directory.EnumerateFiles(SegmentPath.Folder(log), Prefix + "*").Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".tmp", StringComparison.Ordinal)) continue;
            var name = Path.GetFileName(path)[Prefix.Length..];
            var parts = name.Split('-');
            if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) continue;
            var bytes = File.ReadAllBytes(path);
            yield return (path, new RecordDraft(RecordFormat.RecoveryKind)
                .Set("op", RecordFormat.TornTailOperation)
                .Set("at", index)
                .Set("offset", offset)
                .Set("bytes", bytes.LongLength)
                .Set("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }
}
