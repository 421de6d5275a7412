using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tandem.Ledger.Segments;

/// <summary>The system calls behind durability, with the fallback of each platform.</summary>
internal static partial class StableStorage
{
    private const int NoSpaceLeft = 28;
    private const int NotSupported = 95;
    private const int InvalidArgument = 22;
    private const int Interrupted = 4;

    /// <summary>True for "no space left on device", in the form of every platform.</summary>
    public static bool IsOutOfSpace(IOException exception)
    {
        // ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows; on Unix .NET puts the errno into HResult.
        return exception.HResult is NoSpaceLeft or unchecked((int)0x80070070) or unchecked((int)0x80070027)
            || exception.InnerException is Win32Exception { NativeErrorCode: NoSpaceLeft };
    }

    /// <summary>fdatasync on Linux; elsewhere the full flush of the platform.</summary>
    public static void DataSync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        // No retry, not even after EINTR: after a failed flush the kernel may drop the dirty pages and report success next time.
        if (Fdatasync(file) != 0) throw Failure("fdatasync");
    }

    /// <summary>Allocates blocks; false when the file system cannot and the file only got its length.</summary>
    public static bool Allocate(SafeFileHandle file, long lengthBytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (RandomAccess.GetLength(file) < lengthBytes) RandomAccess.SetLength(file, lengthBytes);
            return false;
        }

        int error;
        do
        {
            error = PosixFallocate(file, 0, lengthBytes);
        }
        while (error == Interrupted);

        if (error is NotSupported or InvalidArgument)
        {
            if (RandomAccess.GetLength(file) < lengthBytes) RandomAccess.SetLength(file, lengthBytes);
            return false;
        }

        if (error != 0) throw Failure("fallocate", error);
        return true;
    }

    private static IOException Failure(string call, int? error = null)
    {
        var cause = new Win32Exception(error ?? Marshal.GetLastPInvokeError());
        return new IOException($"{call} failed: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int PosixFallocate(SafeFileHandle file, long offset, long length);
}
