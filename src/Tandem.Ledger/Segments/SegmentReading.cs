using Microsoft.Win32.SafeHandles;

namespace Tandem.Ledger.Segments;

/// <summary>Opening segments for reading beside a writer.</summary>
internal static class SegmentReading
{
    public static SafeFileHandle Open(SegmentPath segment) =>
        File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public static SegmentScanner Scan(SafeFileHandle file) => new(file, SegmentHeader.Bytes);

    /// <summary>Reads the header.</summary>
    /// <param name="file">Open segment.</param>
    /// <param name="segment">Its name.</param>
    /// <param name="problem">What is wrong, with what to do, or null.</param>
    /// <param name="newerFormat">True when a later program wrote it.</param>
    public static SegmentHeader? ReadHeader(SafeFileHandle file, SegmentPath segment, out string? problem, out bool newerFormat)
    {
        var bytes = new byte[SegmentHeader.Bytes];
        var read = 0;
        while (read < bytes.Length)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(read), read);
            if (count == 0) break;
            read += count;
        }

        newerFormat = SegmentHeader.IsNewerVersion(bytes.AsSpan(0, read));
        if (newerFormat)
        {
            problem = $"`{segment.Name}` has format version {SegmentHeader.VersionOf(bytes)}, this program reads version {SegmentHeader.CurrentVersion}; use the program that wrote it";
            return null;
        }

        var header = SegmentHeader.TryParse(bytes.AsSpan(0, read), out problem);
        if (header is null)
        {
            problem = $"`{segment.Name}` {problem}; restore the segment from a mirror";
            return null;
        }

        if (header.FirstIndex == segment.FirstIndex) return header;
        problem = $"`{segment.Name}` begins with record {header.FirstIndex} by its header; restore the name or the segment";
        return null;
    }

    /// <summary>The footer at the end of a finished segment; null when the segment does not end with an intact one.</summary>
    public static SegmentFooter? ReadFooter(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (length < SegmentHeader.Bytes + SegmentFooter.Bytes) return null;
        Span<byte> bytes = stackalloc byte[SegmentFooter.Bytes];
        var read = RandomAccess.Read(file, bytes, length - SegmentFooter.Bytes);
        return read == SegmentFooter.Bytes ? SegmentFooter.TryParse(bytes) : null;
    }
}
