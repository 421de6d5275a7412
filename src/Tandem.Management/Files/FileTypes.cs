using System.Text.Unicode;

namespace Tandem.Management.Files;

/// <param name="Extensions">Endings in lower case, with their dot.</param>
/// <param name="MediaType">As it is sent.</param>
/// <param name="Words">What people call it.</param>
internal sealed record FileType(IReadOnlyList<string> Extensions, string MediaType, string Words);

/// <summary>What may be uploaded in one place. Told by content and name together: the name alone can lie, and the content alone does not tell a DOCX from an XLSX.</summary>
internal sealed class FileTypes
{
    /// <summary>Bytes of the beginning that are looked at.</summary>
    internal const int HeadBytes = 8 * 1024;

    // What a browser would run or render has no type of its own here: even as an attachment it stays bytes.
    private const string Bytes = "application/octet-stream";

    private static readonly (FileType Type, Looks Looks)[] Readable =
    [
        (new([".pdf"], "application/pdf", "PDF"), head => head.StartsWith("%PDF-"u8)),
        (new([".docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"), IsZip),
        (new([".xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"), IsZip),
        (new([".pptx"], "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX"), IsZip),
        (new([".odt"], "application/vnd.oasis.opendocument.text", "ODT"), IsZip),
        (new([".ods"], "application/vnd.oasis.opendocument.spreadsheet", "ODS"), IsZip),
        (new([".md"], "text/markdown; charset=utf-8", "MD"), IsText),
        (new([".txt"], "text/plain; charset=utf-8", "TXT"), IsText),
        (new([".csv"], "text/csv; charset=utf-8", "CSV"), IsText),
        (new([".png"], "image/png", "PNG"), head => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])),
        (new([".jpg", ".jpeg"], "image/jpeg", "JPEG"), head => head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])),
    ];

    // What systems write and people do not: exports, logs, captured pages and mails, and several of them packed together.
    private static readonly (FileType Type, Looks Looks)[] OfSystems =
    [
        (new([".json", ".jsonl"], "application/json", "JSON"), IsText),
        (new([".yaml", ".yml"], "text/plain; charset=utf-8", "YAML"), IsText),
        (new([".log"], "text/plain; charset=utf-8", "LOG"), IsText),
        (new([".xml"], Bytes, "XML"), IsText),
        (new([".html", ".htm"], Bytes, "HTML"), IsText),
        (new([".eml"], Bytes, "EML"), IsText),
        (new([".zip"], "application/zip", "ZIP"), IsZip),
        (new([".gz", ".tgz"], "application/gzip", "GZIP"), head => head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])),
    ];

    private readonly (FileType Type, Looks Looks)[] _known;

    private FileTypes((FileType Type, Looks Looks)[] known)
    {
        _known = known;
        Words = string.Join(", ", known.Select(one => one.Type.Words));
        Accept = string.Join(',', known.SelectMany(one => one.Type.Extensions));
    }

    private delegate bool Looks(ReadOnlySpan<byte> head);

    /// <summary>Of documents: what people write and read.</summary>
    internal static FileTypes Documents { get; } = new(Readable);

    /// <summary>Of which the text is read: Word and Markdown.</summary>
    internal static FileTypes Texts { get; } = new([.. Readable.Where(one => one.Type.Words is "DOCX" or "MD" or "TXT")]);

    /// <summary>Of evidence: also what systems put out.</summary>
    internal static FileTypes Evidence { get; } = new([.. Readable, .. OfSystems]);

    /// <summary>All of them in words, for pages and messages.</summary>
    internal string Words { get; }

    /// <summary>Value of the `accept` of a file input.</summary>
    internal string Accept { get; }

    /// <summary>What a file is.</summary>
    /// <param name="name">Its safe name.</param>
    /// <param name="head">Its first bytes, <see cref="HeadBytes"/> or all.</param>
    /// <param name="problem">Why it is not taken, when the answer is null.</param>
    internal FileType? Find(string name, ReadOnlySpan<byte> head, out string? problem)
    {
        problem = null;
        var extension = FileNames.Extension(name).ToLowerInvariant();
        foreach (var (type, looks) in _known)
        {
            if (!type.Extensions.Contains(extension, StringComparer.Ordinal))
                continue;
            if (looks(head))
                return type;
            problem = looks == (Looks)IsText ? $"`{name}` is not text in UTF-8; save it as UTF-8 and upload that" : $"`{name}` is not a {type.Words}: its content is something else; check the file";
            return null;
        }
        problem = $"`{name}` is of a kind that is not taken; upload one of {Words}";
        return null;
    }

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        // The last character may be cut off by the end of what was looked at.
        for (var cut = 0; head.Length == HeadBytes && cut < 3 && !Utf8.IsValid(head); cut++)
            head = head[..^1];
        return Utf8.IsValid(head) && !head.Contains((byte)0);
    }
}
