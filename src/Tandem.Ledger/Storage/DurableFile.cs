namespace Tandem.Ledger.Storage;

/// <summary>Files that are there completely or not at all, also after a power cut.</summary>
public static class DurableFile
{
    /// <summary>Extension of a file that is not finished; left behind only by a crash, and overwritten by the next attempt.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes a file under a temporary name, flushes it, renames it over the target and flushes the folder.</summary>
    /// <remarks>
    /// The rename alone is not enough: until the folder's own block is on disk, a crash can bring back the old name. One writer
    /// for a path at a time. The folders above are made, and made durable, where they are missing.
    /// </remarks>
    /// <param name="path">The file; links are not followed, they are replaced.</param>
    /// <param name="content">All of the new content; may be empty.</param>
    /// <param name="mode">Rights of the new file from its first byte on; without effect on Windows.</param>
    /// <exception cref="IOException">The disk refused; the old file, if any, is still in place.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written by this user.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode = DefaultMode)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        DurableFolder.Create(folder);
        var temporary = path + TemporaryExtension;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, PreallocationSize = content.Length };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        DurableFolder.Flush(folder);
    }

    /// <summary>Gives a finished file its name and makes the name durable; never in place of another file.</summary>
    /// <param name="temporary">The file under another name on the same disk, written and flushed.</param>
    /// <param name="path">Its name; the folders above are made, and made durable, where they are missing.</param>
    /// <returns>False when a file of this name is there already; the temporary file is then left where it is.</returns>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written by this user.</exception>
    public static bool TryPublish(string temporary, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        DurableFolder.Create(folder);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        DurableFolder.Flush(folder);
        return true;
    }

    /// <summary>0644, everyone may read and the owner writes: tiles and checkpoints are public.</summary>
    public const UnixFileMode DefaultMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
}
