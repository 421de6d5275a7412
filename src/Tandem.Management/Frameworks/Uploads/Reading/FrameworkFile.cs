using System.Text;
using System.Text.Unicode;

namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>What came of reading a file.</summary>
/// <param name="Framework">Null when anything is wrong with it.</param>
/// <param name="Problems">All that is wrong, each with its place; empty when it can be loaded.</param>
/// <param name="Ignored">What the file holds and is not kept.</param>
internal sealed record FrameworkReading(ReadFramework? Framework, IReadOnlyList<string> Problems, IReadOnlyCollection<string> Ignored);

/// <summary>Reads an uploaded file in whichever of the known forms it is. Nothing of it is believed before all of it was looked at.</summary>
internal static class FrameworkFile
{
    private static readonly byte[] Mark = [0xef, 0xbb, 0xbf];

    internal static FrameworkReading Read(byte[] file)
    {
        var content = file.AsMemory(file.AsSpan().StartsWith(Mark) ? Mark.Length : 0);
        if (content.Length > UploadLimits.File)
            return Unreadable($"the file is larger than {UploadLimits.File / 1024 / 1024} MiB; upload a smaller one");
        if (!Utf8.IsValid(content.Span))
            return Unreadable("the file is not text in UTF-8; save it as UTF-8");
        var reader = new SourceReader();
        try
        {
            if (content.Span.TrimStart(" \t\r\n"u8).IsEmpty)
                return Unreadable("the file is empty; choose another one");
            var isJson = content.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
            var root = isJson ? JsonSource.Read(content) : YamlSource.Read(Encoding.UTF8.GetString(content.Span));
            var framework = Read(root, reader);
            if (framework is not null)
                framework = framework with { Nodes = NodeTree.Check(framework.Nodes, reader) };
            return new(reader.HasProblems ? null : framework, reader.Problems, reader.Ignored);
        }
        catch (UnreadableFrameworkException problem)
        {
            return Unreadable(problem.Message);
        }
    }

    private static ReadFramework? Read(SourceNode root, SourceReader reader)
    {
        if (root.Find("catalog") is { Kind: SourceKind.Map } catalog)
            return OscalReader.Read(catalog, reader);
        if (root.Find("format") is { } format)
        {
            if (format.Text == OwnReader.Format)
                return OwnReader.Read(root, reader);
            reader.Problem(format, $"`{Ui.FormText.Shortened(format.Text, 60)}` is no known form; write `{OwnReader.Format}`");
            return null;
        }
        if (root.Find("objects") is not null)
            return CisoAssistantReader.Read(root, reader);
        reader.Problem($"the file is none of the known forms: it has neither `format` ({OwnReader.Format}), nor `catalog` (OSCAL), nor `objects` (library of CISO Assistant)");
        return null;
    }

    private static FrameworkReading Unreadable(string problem) => new(null, [problem], []);
}
