using Markdig.Syntax;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents.Text.Sections;

/// <summary>Reads which section of a text serves which requirement: what its headings say, else what the template says of a heading of the same words. Pure.</summary>
internal static class SectionReader
{
    // More than any document has; what lies beyond serves nothing.
    private const int Most = 2000;

    /// <param name="Place">Place of the heading in the text, from 1.</param>
    /// <param name="Heading">Its words, without the mark.</param>
    /// <param name="Serves">Identifiers of requirements or prefixes of standards, each once.</param>
    /// <param name="IsFromTemplate">True where the template says so.</param>
    internal sealed record Section(int Place, string Heading, IReadOnlyList<string> Serves, bool IsFromTemplate);

    /// <param name="text">Markdown.</param>
    /// <param name="template">What the text was begun with; null for nothing.</param>
    internal static IReadOnlyList<Section> Read(string text, DocumentTemplate? template)
    {
        var sections = new List<Section>();
        var place = 0;
        foreach (var heading in DocumentMarkdown.ParseMarked(text)?.Descendants<HeadingBlock>() ?? [])
        {
            place++;
            IReadOnlyList<string> marked = [.. SectionMark.TakeOff(heading).Distinct(StringComparer.Ordinal)];
            var words = SectionMark.PlainText(heading);
            var said = marked.Count == 0 ? template?.Sections.FirstOrDefault(section => string.Equals(section.Heading, words, StringComparison.OrdinalIgnoreCase)) : null;
            IReadOnlyList<string> serves = said is null ? marked : [.. said.Iso27001.Concat(said.Iso42001).Distinct(StringComparer.Ordinal)];
            if (serves.Count > 0)
                sections.Add(new(place, FormText.Shortened(words, DocumentSection.HeadingLength), serves, said is not null));
        }
        return sections;
    }

    /// <summary>The same as rows of the file.</summary>
    internal static IReadOnlyList<DocumentSection> Rows(string key, int number, IReadOnlyList<Section> sections) =>
    [
        .. sections.SelectMany(section => section.Serves.Select(serves => new DocumentSection
        {
            DocumentKey = key,
            Number = number,
            Place = section.Place,
            Heading = section.Heading,
            Serves = serves,
            IsFromTemplate = section.IsFromTemplate,
        })).Take(Most),
    ];

    /// <summary>What is wrong with the marks of a text; null for nothing.</summary>
    internal static string? Problem(string text, FrameworkCatalogue catalogue)
    {
        foreach (var section in Read(text, template: null))
        {
            foreach (var id in section.Serves)
            {
                if (!Standards.TryParse(id, out _) && catalogue.Resolve(id).Requirement is null)
                    return $"the heading `{FormText.Shortened(section.Heading, 80)}` is said to serve `{FormText.Shortened(id, 60)}`, which is neither a requirement nor a standard; write it such as `iso27001:A.5.1` or `iso42001`";
            }
        }
        return null;
    }
}
