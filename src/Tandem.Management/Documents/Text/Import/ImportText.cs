using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Files;

namespace Tandem.Management.Documents.Text.Import;

/// <summary>Reads a file that came from elsewhere, Word or Markdown, as the text of a document. Nothing is stored: a person looks at it first.</summary>
internal static class ImportText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // One at a time: the tree of a file made to be large takes much memory.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <exception cref="UnreadableTextException">It cannot be read; the message says why.</exception>
    internal static async Task<ImportedText> ReadAsync(IFormCollection form, CancellationToken cancellation)
    {
        var (file, problem) = await ReceivedFile.ReadAsync(form, FileTypes.Texts, DocumentLimits.FileBytes, cancellation);
        if (file is null)
            throw new UnreadableTextException(problem!);
        await using var stream = file.File.OpenReadStream();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        content.Position = 0;
        ImportedText read;
        if (file.Type.Words == "DOCX")
        {
            await Turn.WaitAsync(cancellation);
            try
            {
                read = WordImport.Read(content);
            }
            finally
            {
                Turn.Release();
            }
        }
        else
        {
            read = Markdown(content.ToArray());
        }
        if (read.Text.Trim().Length == 0)
            throw new UnreadableTextException("the file holds no text that can be taken over");
        return DocumentMarkdown.Problem(read.Text) is { } wrong ? throw new UnreadableTextException(wrong) : read;
    }

    private static ImportedText Markdown(byte[] content)
    {
        try
        {
            var text = Strict.GetString(content).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            var rest = WithoutFrontMatter(text);
            return new(rest.Trim() + "\n", rest.Length == text.Length ? [] : ["facts on the file between two lines of `---` at its beginning: 1"]);
        }
        catch (DecoderFallbackException error)
        {
            throw new UnreadableTextException("the file is not text in UTF-8; save it as UTF-8 and import that", error);
        }
    }

    private static string WithoutFrontMatter(string text)
    {
        const string Fence = "---\n";
        var end = text.StartsWith(Fence, StringComparison.Ordinal) ? text.IndexOf("\n" + Fence, Fence.Length - 1, StringComparison.Ordinal) : -1;
        // A rule at the beginning and another one later are no facts: these have a name in each line.
        return end < 0 || !text[Fence.Length..end].Split('\n').All(line => line.Length == 0 || line.StartsWith(' ') || line.StartsWith('-') || line.StartsWith('#') || line.Contains(':', StringComparison.Ordinal))
            ? text : text[(end + 1 + Fence.Length)..];
    }
}
