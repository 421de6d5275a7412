namespace Tandem.Ledger.Copying;

/// <summary>One file of a log's copy.</summary>
public sealed class LedgerCopyFile
{
    private readonly string? _path;
    private readonly byte[]? _content;

    private LedgerCopyFile(string name, long length, string? path, byte[]? content)
    {
        Name = name;
        Length = length;
        _path = path;
        _content = content;
    }

    /// <summary>Path relative to the log's folder, with `/` on every system.</summary>
    public string Name { get; }

    /// <summary>Bytes that belong to the copy: the first ones of the file, which may have more by now.</summary>
    public long Length { get; }

    /// <summary>Opens the content; read <see cref="Length"/> bytes of it.</summary>
    /// <returns>A stream to dispose.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Stream Open() => _content is not null
        ? new MemoryStream(_content, writable: false)
        : new FileStream(_path!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    internal static LedgerCopyFile OfFile(string name, string path, long length) => new(name, length, path, null);

    internal static LedgerCopyFile OfContent(string name, byte[] content) => new(name, content.Length, null, content);
}
