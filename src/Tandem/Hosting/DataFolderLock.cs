using Microsoft.Win32.SafeHandles;

namespace Tandem.Hosting;

/// <summary>One process serves a data folder. Taken before anything in it is touched, so that a second start changes nothing; the kernel gives it back when the process dies.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private DataFolderLock(SafeFileHandle file) => _file = file;

    /// <exception cref="CommandException">Another process serves the folder.</exception>
    public static DataFolderLock Take(DataFolder data)
    {
        try
        {
            return new DataFolderLock(File.OpenHandle(Path.Combine(data.Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new CommandException($"another process serves the data folder `{data.Root}`; stop it first, or choose another folder with --data");
        }
    }

    public void Dispose() => _file.Dispose();
}
