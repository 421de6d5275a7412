namespace Tandem.Ledger.Segments;

/// <summary>Sequences of file calls that the writer needs more than once.</summary>
internal static class LedgerFilesExtensions
{
    /// <summary>Writes a whole file so that after a crash either the old or the new content is there: temporary file, sync, rename, sync of the folder.</summary>
    public static void Replace(this ILedgerFiles files, string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        files.CreateFolder(folder);
        var temporary = path + ".tmp";
        using (var file = files.CreatePreallocated(temporary, 0))
        {
            file.Write(content, 0);
            file.DataSync();
        }

        files.Rename(temporary, path);
        files.SyncFolder(folder);
    }
}
