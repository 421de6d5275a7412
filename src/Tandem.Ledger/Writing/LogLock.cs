using Microsoft.Win32.SafeHandles;

namespace Tandem.Ledger.Writing;

/// <summary>Exclusive right to append: an advisory lock (flock) on the file `lock`, held while the handle is open. The kernel gives it back when the process dies.</summary>
internal sealed class LogLock : IDisposable
{
    private const string FileName = "lock";
    private readonly SafeFileHandle _handle;

    private LogLock(SafeFileHandle handle) => _handle = handle;

    public static LogLock Take(string log)
    {
        try
        {
            return new LogLock(File.OpenHandle(Path.Combine(log, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new LedgerOpenException("locked", FileName, null, $"another process or writer holds the lock of the log in `{log}`; close it first, a log has one writer", exception);
        }
    }

    public void Dispose() => _handle.Dispose();
}
