using Tandem.Ledger.Copying;

namespace Tandem.Backups;

/// <summary>One file of a backup.</summary>
/// <param name="Name">Path relative to the data folder, with `/`.</param>
/// <param name="Length">Its length when it was listed.</param>
/// <param name="Open">Opens exactly the bytes that belong to the backup.</param>
internal sealed record BackupPart(string Name, long Length, Func<Stream> Open)
{
    public static BackupPart OfFile(string name, string path) =>
        new(name, new FileInfo(path).Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    public static BackupPart OfLog(string folder, LedgerCopyFile file) => new($"{folder}/{file.Name}", file.Length, () => new FirstBytes(file.Open(), file.Length));
}
