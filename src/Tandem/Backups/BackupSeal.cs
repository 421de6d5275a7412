using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Backups;

/// <summary>The end of an archive: the entry `SHA256` with the hash of every byte before it. So a changed byte is found wherever it is, headers and padding included.</summary>
internal static class BackupSeal
{
    public const string EntryName = "SHA256";

    /// <summary>One header, one block of content, two blocks of zeros that end a tar archive.</summary>
    public const int Bytes = 4 * 512;

    public static async Task AppendAsync(FileStream archive, CancellationToken cancellation)
    {
        archive.Position = 0;
        var seal = Of(await SHA256.HashDataAsync(archive, cancellation));
        await archive.WriteAsync(seal, cancellation);
    }

    /// <summary>True when the archive is to the byte what was written.</summary>
    public static async Task<bool> HoldsAsync(FileStream archive, CancellationToken cancellation)
    {
        if (archive.Length < Bytes)
            return false;
        archive.Position = 0;
        using var sealedPart = new FirstBytes(new FileStream(archive.Name, FileMode.Open, FileAccess.Read, FileShare.Read), archive.Length - Bytes);
        var expected = Of(await SHA256.HashDataAsync(sealedPart, cancellation));
        var found = new byte[Bytes];
        archive.Position = archive.Length - Bytes;
        await archive.ReadExactlyAsync(found, cancellation);
        archive.Position = 0;
        return expected.AsSpan().SequenceEqual(found);
    }

    private static byte[] Of(byte[] hash)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Gnu, leaveOpen: true))
        {
            using var content = new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash) + "\n"));
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, EntryName) { DataStream = content, ModificationTime = DateTimeOffset.UnixEpoch });
        }

        return bytes.ToArray();
    }
}
