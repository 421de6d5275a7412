using Microsoft.Win32.SafeHandles;
using Tandem.Ledger.Storage;

namespace Tandem.Ledger.Segments;

/// <summary>The real disk.</summary>
internal sealed class DurableFiles : ILedgerFiles
{
    public static DurableFiles Instance { get; } = new();

    public void CreateFolder(string path) => DurableFolder.Create(path);

    public ILedgerFile CreatePreallocated(string path, long sizeBytes)
    {
        var file = new DurableFile(File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
        try
        {
            file.Allocate(sizeBytes);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ILedgerFile Open(string path) =>
        new DurableFile(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));

    public void Rename(string source, string target) => File.Move(source, target, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void SyncFolder(string path) => DurableFolder.Flush(path);

    private sealed class DurableFile(SafeFileHandle handle) : ILedgerFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

        public void SetLength(long lengthBytes) => RandomAccess.SetLength(handle, lengthBytes);

        public void Allocate(long lengthBytes)
        {
            if (lengthBytes > 0) _ = StableStorage.Allocate(handle, lengthBytes);
        }

        public void DataSync() => StableStorage.DataSync(handle);

        public void Dispose() => handle.Dispose();
    }
}
