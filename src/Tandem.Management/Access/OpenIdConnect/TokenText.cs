using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Reads compact tokens (RFC 7515 section 3.1) and members of JSON objects, strictly: one spelling of every part, no doubled members.</summary>
internal static class TokenText
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    // 9999-12-31; beyond it no DateTimeOffset exists.
    private const long LastSecond = 253402300799;

    /// <summary>The object in a part of a token; null when it is none.</summary>
    internal static JsonDocument? Object(string part)
    {
        if (Bytes(part) is not { } json)
            return null;
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null; // a token is refused the same, wherever it is broken
        }
    }

    /// <summary>Decodes unpadded base64url; null for any other spelling of the same bytes.</summary>
    internal static byte[]? Bytes(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Characters))
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }

    internal static string? Text(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The strings of an array, or the one string itself; empty for anything else.</summary>
    internal static IReadOnlyList<string> Texts(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };

    /// <summary>A NumericDate (RFC 7519 section 2); null when there is none or it is no instant.</summary>
    internal static DateTimeOffset? Time(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
}
