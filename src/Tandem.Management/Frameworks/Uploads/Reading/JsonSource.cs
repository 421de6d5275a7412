using System.Globalization;
using System.Text.Json;

namespace Tandem.Management.Frameworks.Uploads.Reading;

internal static class JsonSource
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = UploadLimits.Nesting, AllowDuplicateProperties = false };

    /// <exception cref="UnreadableFrameworkException">It is no JSON, is nested too deep, or names a member twice.</exception>
    internal static SourceNode Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file, Options);
            return Of("", document.RootElement);
        }
        catch (JsonException problem)
        {
            var line = (problem.LineNumber ?? 0) + 1;
            throw new UnreadableFrameworkException(string.Create(CultureInfo.InvariantCulture,
                $"line {line}: not valid JSON, a member named twice, or more than {UploadLimits.Nesting} levels; correct it"), problem);
        }
        catch (InvalidOperationException problem)
        {
            throw new UnreadableFrameworkException("a text holds half of a character (`\\ud800` and the like); take it out", problem);
        }
    }

    private static SourceNode Of(string place, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => SourceNode.OfMap(place, 0, value.EnumerateObject().ToDictionary(
            member => member.Name, member => Of(place.Length == 0 ? member.Name : $"{place}.{member.Name}", member.Value), StringComparer.Ordinal)),
        JsonValueKind.Array => SourceNode.OfList(place, 0, value.EnumerateArray().Select((item, i) => Of(string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), item)).ToList()),
        JsonValueKind.String => SourceNode.OfText(place, 0, value.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => SourceNode.OfNothing(place, 0),
        _ => SourceNode.OfText(place, 0, value.GetRawText()),
    };
}
