namespace Tandem.Management.Records;

/// <summary>The words by which lists and the search find a record.</summary>
internal static class RecordSearch
{
    /// <summary>Key, what the definition names, owner and tags, each on a line, in lower case.</summary>
    internal static string TextOf<T>(RecordDefinition<T> definition, T record)
        where T : Record =>
        string.Join('\n', definition.SearchWords(record).Prepend(record.Key).Append(record.OwnerName).Concat(record.Tags.Select(tag => $"#{tag}"))).ToLowerInvariant();
}
