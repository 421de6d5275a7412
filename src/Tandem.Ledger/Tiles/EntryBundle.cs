using System.Buffers.Binary;

namespace Tandem.Ledger.Tiles;

/// <summary>Up to 256 consecutive entries, each after its length as a big-endian 16-bit number (C2SP tlog-tiles, section Log entries).</summary>
public static class EntryBundle
{
    /// <summary>Largest entry in bytes that the length prefix can name.</summary>
    public const int MaxEntrySize = ushort.MaxValue;

    /// <summary>Puts entries together.</summary>
    /// <param name="entries">1 to 256 entries of at most 65,535 bytes.</param>
    /// <returns>The bundle's bytes, not compressed.</returns>
    /// <exception cref="ArgumentException">There is no entry, there are more than 256, or one is too large.</exception>
    public static byte[] Encode(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count is < 1 or > TilePath.FullWidth)
            throw new ArgumentException("a bundle has 1 to 256 entries", nameof(entries));
        if (entries.Any(entry => entry.Length > MaxEntrySize))
            throw new ArgumentException("an entry of a bundle has at most 65,535 bytes", nameof(entries));
        var bundle = new byte[entries.Sum(entry => 2 + entry.Length)];
        var rest = bundle.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[2..]);
            rest = rest[(2 + entry.Length)..];
        }
        return bundle;
    }

    /// <summary>Takes a bundle apart.</summary>
    /// <param name="bundle">The bundle's bytes, not compressed.</param>
    /// <returns>The entries in order, as parts of <paramref name="bundle"/>; 1 to 256.</returns>
    /// <exception cref="InvalidDataException">A length leads beyond the end, or there are no entries, or more than 256.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Decode(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (!bundle.IsEmpty)
        {
            if (entries.Count == TilePath.FullWidth)
                throw new InvalidDataException("the bundle has more than 256 entries");
            if (bundle.Length < 2)
                throw new InvalidDataException("the bundle ends within a length");
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length)
                throw new InvalidDataException("the bundle ends within an entry");
            entries.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }
        return entries.Count > 0 ? entries : throw new InvalidDataException("the bundle has no entries");
    }
}
