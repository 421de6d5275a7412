namespace Tandem.Ledger.Storage;

/// <summary>Files for secrets: only their owner can read them, and none is ever overwritten.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a new file with mode 0600 from its first byte on, and flushes it and its folder.</summary>
    /// <param name="path">The file; must not exist yet, its folder must.</param>
    /// <param name="content">All of its content; may be empty.</param>
    /// <remarks>On Windows the file has the rights of its folder.</remarks>
    /// <exception cref="IOException">The file exists already, or the disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written by this user.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(path, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
