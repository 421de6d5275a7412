namespace Tandem.Management.Frameworks;

/// <summary>Finds a kind of evidence by what people write: its identifier, its title, or words of its title.</summary>
internal static class EvidenceTypeSearch
{
    private const int MostAsked = 5;

    internal static (string? Known, string? Problem) Find(FrameworkCatalogue catalogue, string text)
    {
        var identifier = text.Split(' ', 2)[0].ToUpperInvariant();
        if (catalogue.EvidenceTypes.ContainsKey(identifier))
            return (identifier, null);
        var types = catalogue.EvidenceTypes.Values;
        if (types.FirstOrDefault(type => string.Equals(type.Title, text, StringComparison.OrdinalIgnoreCase)) is { } named)
            return (named.Id, null);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return types.Where(type => words.All(word => type.Title.Contains(word, StringComparison.OrdinalIgnoreCase))).OrderBy(type => type.Id, StringComparer.Ordinal).ToList() switch
        {
            [var only] => (only.Id, null),
            [] => (null, $"no kind of evidence is called `{text}`; choose one of the list, such as `EV-POLICY`"),
            var several => (null, $"{several.Count} kinds of evidence are called like `{text}`; choose one: {string.Join(", ", several.Take(MostAsked).Select(type => $"`{type.Id}` ({type.Title})"))}{(several.Count > MostAsked ? " or another one of the list" : "")}"),
        };
    }
}
