namespace Tandem.Management.History;

/// <summary>Finds the page of a record from what the features registered.</summary>
internal sealed class RecordPages(IEnumerable<RecordPage> pages)
{
    private readonly Dictionary<string, Func<string, string>> _paths = pages.ToDictionary(p => p.RecordType, p => p.Path);

    internal IEnumerable<string> Types => _paths.Keys;

    /// <summary>Address of the record's page; null when its type has none.</summary>
    internal string? Find(string type, string key) => _paths.TryGetValue(type, out var path) ? path(key) : null;
}
