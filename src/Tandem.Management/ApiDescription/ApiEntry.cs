using System.Globalization;
using Microsoft.OpenApi;

namespace Tandem.Management.ApiDescription;

/// <summary>One operation as the page of reference shows it.</summary>
public sealed record ApiEntry(string Tag, string Method, string Path, OpenApiOperation Operation)
{
    internal IReadOnlyList<IOpenApiParameter> Parameters => Operation.Parameters?.ToList() ?? [];

    /// <summary>What is sent, as an outline; null for nothing.</summary>
    internal string? Body => Operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema is { } schema ? Outline(schema, 0) : null;

    internal static IReadOnlyList<ApiEntry> Of(OpenApiDocument document) => document.Paths
        .SelectMany(path => (path.Value.Operations ?? []).Select(operation =>
            new ApiEntry(operation.Value.Tags?.FirstOrDefault()?.Name ?? "", operation.Key.Method, path.Key, operation.Value)))
        .OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.Method, StringComparer.Ordinal).ToList();

    private static string Outline(IOpenApiSchema schema, int depth)
    {
        const int deepest = 3;
        if (schema.Properties is not { Count: > 0 } properties)
            return Words(schema);
        if (depth == deepest)
            return "{ … }";
        var indent = new string(' ', 2 * (depth + 1));
        return $"{{\n{string.Concat(properties.Select(property => $"{indent}\"{property.Key}\": {Outline(property.Value, depth + 1)}\n"))}{new string(' ', 2 * depth)}}}";
    }

    private static string Words(IOpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } values)
            return string.Join(" | ", values.Select(value => value.ToJsonString()));
        if (schema.Items is { } items)
            return $"[ {Outline(items, 2)} … ]";
        var type = schema.Type?.ToString().ToLowerInvariant() ?? "any value";
        return type + (schema.MaxLength is { } most ? string.Create(CultureInfo.InvariantCulture, $", at most {most} characters") : "") + (schema.Format is { } format ? $" ({format})" : "");
    }
}
