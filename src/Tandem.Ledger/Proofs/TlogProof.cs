using System.Globalization;
using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;

namespace Tandem.Ledger.Proofs;

/// <summary>A proof that an entry is in a log, complete in one text that can be verified offline (C2SP tlog-proof).</summary>
/// <param name="Index">Zero-based index of the entry.</param>
/// <param name="Hashes">Inclusion proof from the leaf's sibling to the root's child, 32 bytes each, at most 63. Not to be changed.</param>
/// <param name="CheckpointNote">The signed checkpoint, byte for byte as the log published it; not parsed until it is verified.</param>
/// <param name="Extra">Data of the application, or null. Nothing authenticates it.</param>
public sealed record TlogProof(long Index, IReadOnlyList<byte[]> Hashes, ReadOnlyMemory<byte> CheckpointNote, ReadOnlyMemory<byte>? Extra = null)
{
    /// <summary>Recommended file extension.</summary>
    public const string FileExtension = ".tlog-proof";

    /// <summary>Largest text in bytes that is read.</summary>
    public const int MaxSize = SignedNote.MaxSize + (1 << 16);

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraStart = "extra ";
    private const string IndexStart = "index ";
    private const int MaxHashes = 63;
    private const int MaxLine = 1 << 15;

    /// <summary>Makes the proof of an entry.</summary>
    /// <param name="index">Zero-based index of the entry, below the checkpoint's size.</param>
    /// <param name="nodes">Source of the nodes of the checkpoint's tree.</param>
    /// <param name="checkpoint">A signed checkpoint.</param>
    /// <returns>The proof.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the checkpoint's size.</exception>
    /// <exception cref="InvalidDataException">The source lacks a node.</exception>
    public static TlogProof Create(long index, INodeSource nodes, SignedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new TlogProof(index, MerkleProofs.Inclusion(index, checkpoint.Checkpoint.Size, nodes), checkpoint.Note.Bytes);
    }

    /// <summary>Reads a proof's text.</summary>
    /// <param name="text">The whole text in UTF-8.</param>
    /// <returns>The proof; nothing has been verified, and the checkpoint has not been parsed.</returns>
    /// <exception cref="NoteFormatException">The text has not the form of a proof.</exception>
    public static TlogProof Parse(ReadOnlyMemory<byte> text)
    {
        if (text.Length > MaxSize)
            throw new NoteFormatException("the proof is larger than 1 MiB");
        var position = 0;
        if (!string.Equals(ReadLine(text.Span, ref position), Header, StringComparison.Ordinal))
            throw new NoteFormatException($"the proof does not begin with `{Header}`");
        var line = ReadLine(text.Span, ref position);
        byte[]? extra = null;
        if (line.StartsWith(ExtraStart, StringComparison.Ordinal))
        {
            if (!StrictBase64.TryDecode(line[ExtraStart.Length..], out extra))
                throw new NoteFormatException("the proof's extra data is not base 64");
            line = ReadLine(text.Span, ref position);
        }
        if (!line.StartsWith(IndexStart, StringComparison.Ordinal) || !Checkpoint.TryParseDecimal(line[IndexStart.Length..], out var index))
            throw new NoteFormatException("the proof names no index");
        var hashes = new List<byte[]>();
        while ((line = ReadLine(text.Span, ref position)).Length > 0)
        {
            if (hashes.Count == MaxHashes)
                throw new NoteFormatException("the proof has more hashes than a tree has levels");
            if (!StrictBase64.TryDecode(line, out var hash) || hash.Length != MerkleTree.HashSize)
                throw new NoteFormatException("a hash of the proof is not base 64 of 32 bytes");
            hashes.Add(hash);
        }
        if (position == text.Length)
            throw new NoteFormatException("the proof has no checkpoint");
        return new TlogProof(index, hashes, text[position..], extra is null ? null : (ReadOnlyMemory<byte>?)extra);
    }

    /// <summary>Prints the proof.</summary>
    /// <returns>The text in UTF-8, for a file with the extension <see cref="FileExtension"/>.</returns>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra)
            text.Append(ExtraStart).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        text.Append(IndexStart).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Hashes)
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        text.Append('\n');
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. CheckpointNote.Span];
    }

    /// <summary>Tells whether the proof shows that the log holds an entry.</summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="logKey">The log's key, from a source the caller trusts; its name is the log's origin.</param>
    /// <returns>true only if the log signed the checkpoint and the entry leads to its root at the index.</returns>
    public bool Verify(ReadOnlySpan<byte> entry, VerifierKey logKey) => VerifyLeafHash(MerkleTree.HashLeaf(entry), logKey);

    /// <summary>Tells the same of an entry of which only the leaf hash is at hand.</summary>
    /// <param name="leafHash32">The leaf hash, 32 bytes.</param>
    /// <param name="logKey">The log's key, from a source the caller trusts; its name is the log's origin.</param>
    /// <returns>true only if the log signed the checkpoint and the leaf hash leads to its root at the index.</returns>
    public bool VerifyLeafHash(ReadOnlySpan<byte> leafHash32, VerifierKey logKey)
    {
        ArgumentNullException.ThrowIfNull(logKey);
        SignedCheckpoint signed;
        try
        {
            signed = SignedCheckpoint.Parse(CheckpointNote);
        }
        catch (NoteFormatException)
        {
            return false; // a checkpoint that cannot be read proves nothing
        }
        return signed.Verify(logKey)
            && MerkleProofs.VerifyInclusion(leafHash32, Index, signed.Checkpoint.Size, Hashes, signed.Checkpoint.RootHash);
    }

    private static string ReadLine(ReadOnlySpan<byte> text, ref int position)
    {
        var end = text[position..].IndexOf((byte)'\n');
        if (end < 0)
            throw new NoteFormatException("the proof ends within a line");
        if (end > MaxLine)
            throw new NoteFormatException("a line of the proof is longer than 32 KiB");
        var line = Encoding.UTF8.GetString(text.Slice(position, end));
        position += end + 1;
        return line;
    }
}
