using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Tandem.Management.ApiDescription;

/// <summary>Names of schemas: what they are of, then what they are for, as in `AiSystemChange` and `LinkAnswer`. Many features have an `Answer`.</summary>
internal static class SchemaNames
{
    private static readonly string[] Endings = ["Api", "Endpoints", "Feature"];

    internal static string? Of(JsonTypeInfo info) => OpenApiOptions.CreateDefaultSchemaReferenceId(info) is { } id
        ? info.Type is { IsNested: true, DeclaringType: { } outer } type ? (type.IsGenericType ? type.GetGenericArguments()[0].Name : Without(outer.Name)) + type.Name : id
        : null;

    private static string Without(string name) => Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? name[..^ending.Length] : name;
}
