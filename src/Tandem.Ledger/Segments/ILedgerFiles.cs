namespace Tandem.Ledger.Segments;

/// <summary>Every call by which the writer changes the disk. A seam: tests put a layer here that fails or "crashes" at any call.</summary>
internal interface ILedgerFiles
{
    /// <summary>Creates the folder and its parents; the entry in the parent is durable on return.</summary>
    void CreateFolder(string path);

    /// <summary>Creates or overwrites a file whose first <paramref name="sizeBytes"/> bytes are allocated and read as zero.</summary>
    ILedgerFile CreatePreallocated(string path, long sizeBytes);

    /// <summary>Opens an existing file for reading and writing.</summary>
    ILedgerFile Open(string path);

    /// <summary>Replaces <paramref name="target"/> in one step; not durable before <see cref="SyncFolder"/>.</summary>
    void Rename(string source, string target);

    /// <summary>Deletes a file; nothing happens when it does not exist.</summary>
    void Delete(string path);

    /// <summary>Makes creations, renames and deletions in the folder durable.</summary>
    void SyncFolder(string path);
}

/// <summary>One open file of the log.</summary>
internal interface ILedgerFile : IDisposable
{
    /// <summary>Length in bytes, preallocated bytes included.</summary>
    long Length { get; }

    /// <summary>Writes all bytes at the offset; not durable before <see cref="DataSync"/>.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts or extends the file; what is added reads as zero.</summary>
    void SetLength(long lengthBytes);

    /// <summary>Allocates the bytes up to <paramref name="lengthBytes"/> on the disk, so that writing there cannot run out of room.</summary>
    void Allocate(long lengthBytes);

    /// <summary>Returns when everything written is on stable storage (fdatasync).</summary>
    void DataSync();
}
