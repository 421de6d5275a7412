using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Tandem.Gateway.Identity;

/// <summary>Takes a compact token (RFC 7515 section 3.1) apart, strictly: one spelling of every part, no doubled members.</summary>
internal static class TokenText
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static bool TrySplit(string token, out ReadOnlyMemory<char> header, out ReadOnlyMemory<char> payload, out ReadOnlyMemory<char> signature)
    {
        header = payload = signature = default;
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first <= 0 || last <= first + 1 || last == token.Length - 1) return false;
        header = token.AsMemory(0, first);
        payload = token.AsMemory(first + 1, last - first - 1);
        signature = token.AsMemory(last + 1);
        return true;
    }

    /// <summary>Decodes unpadded base64url; any other spelling of the same bytes (padding, blanks, stray bits at the end) is refused.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Characters)) return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var status = Base64Url.DecodeFromChars(text, bytes, out _, out var written);
        return status == OperationStatus.Done ? bytes[..written] : null;
    }

    public static JsonDocument? Parse(byte[]? json)
    {
        if (json is null || !Utf8.IsValid(json)) return null;
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // The caller learns IDENTITY_INVALID; where the token broke would only help to forge one.
        }

        return null;
    }
}
