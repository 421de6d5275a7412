using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tandem.Ledger.Storage;

/// <summary>Folders whose names survive a power cut.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>Makes a folder and the missing ones above it, each durable before the next is used.</summary>
    public static void Create(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
            Create(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            Flush(parent);
    }

    /// <summary>Flushes a folder after a file in it was made, renamed or deleted.</summary>
    /// <remarks>
    /// .NET does not open folders, so this calls libc. Windows offers no such flush; NTFS journals its names, and ledgers that
    /// are written to run on Linux.
    /// </remarks>
    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly | (OperatingSystem.IsLinux() ? CloseOnExec : 0));
        if (descriptor < 0)
            throw Failure($"the folder `{folder}` could not be opened for flushing");
        try
        {
            // After an error the kernel may have dropped the dirty page: there is no second try.
            if (Sync(descriptor) != 0)
                throw Failure($"the folder `{folder}` could not be flushed");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string message)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{message}: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
