using System.Net;

namespace Tandem.Management.Documents.Text;

/// <summary>The text of a document as a file of its own that needs nothing else to be read and printed.</summary>
internal static class DocumentHtml
{
    internal static string Of(Document document, DocumentFile file, string text)
    {
        // What readers see never holds guidance, whichever file they open.
        var body = DocumentMarkdown.ToHtml(Placeholders.WithoutGuidance(text));
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{WebUtility.HtmlEncode(document.Title)}}</title>
            <style>
            body { font: 11pt/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
            th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
            header, footer { color: #555; font-size: 9pt; overflow-wrap: anywhere; }
            h1, h2, h3 { line-height: 1.25; break-after: avoid; }
            @media print { body { margin: 0; max-width: none; } }
            </style>
            </head>
            <body>
            <header>{{WebUtility.HtmlEncode(document.Title)}} · {{WebUtility.HtmlEncode(DocumentWords.Of(document.Classification))}} · {{WebUtility.HtmlEncode(FileFacts.Standing(file))}}</header>
            <main>
            {{body}}
            </main>
            <footer>{{WebUtility.HtmlEncode(FileFacts.Identity(document, file))}}</footer>
            </body>
            </html>
            """;
    }
}
