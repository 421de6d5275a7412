namespace Tandem.Management.Access;

/// <summary>Folders that only the program's own user may read.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    internal static DirectoryInfo Create(string path)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(path);
        var folder = Directory.CreateDirectory(path, OwnerOnly);
        folder.UnixFileMode = OwnerOnly; // it may have existed with more
        return folder;
    }
}
