namespace Tandem.Management.Documents.Templates;

/// <summary>The shipped templates, read once and never changed while running.</summary>
/// <param name="items">By title.</param>
public sealed class DocumentTemplates(IReadOnlyList<DocumentTemplate> items)
{
    private readonly Dictionary<string, DocumentTemplate> _byId = items.ToDictionary(item => item.Id, StringComparer.Ordinal);

    public IReadOnlyList<DocumentTemplate> Items { get; } = items;

    public DocumentTemplate? Find(string id) => _byId.GetValueOrDefault(id);
}
