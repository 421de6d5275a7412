using System.Text.Json;

namespace Tandem.Gateway.Identity;

/// <summary>Reads claims of a payload; every value is bounded and free of control characters before it may reach a record.</summary>
internal static class TokenClaims
{
    public const int MaximumText = 256;
    public const int MaximumRoles = 32;

    // 9999-12-31; beyond it no DateTimeOffset exists.
    private const long LastSecond = 253402300799;

    public static string? Text(JsonElement payload, string claim) =>
        payload.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String && IsPlain(value.GetString()!) ? value.GetString() : null;

    public static DateTimeOffset? Time(JsonElement payload, string claim)
    {
        // NumericDate may carry a fraction (RFC 7519 section 2); the fraction is of no interest here.
        if (!payload.TryGetProperty(claim, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)) return null;
        return seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
    }

    public static bool NamesAudience(JsonElement payload, string audience)
    {
        if (!payload.TryGetProperty("aud", out var value)) return false;
        if (value.ValueKind == JsonValueKind.String) return value.ValueEquals(audience);
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(audience));
    }

    /// <summary>Roles from an array of strings or, as OAuth scopes are written, from one string with blanks; null when malformed.</summary>
    public static IReadOnlyList<string>? Roles(JsonElement payload, string claim)
    {
        if (!payload.TryGetProperty(claim, out var value)) return [];
        var roles = new List<string>();
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                roles.AddRange(value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (item.ValueKind != JsonValueKind.String) return null;
                    roles.Add(item.GetString()!);
                }

                break;
            default:
                return null;
        }

        return roles.Count <= MaximumRoles && roles.TrueForAll(IsPlain) ? roles : null;
    }

    public static bool IsPlain(string text) => text.Length is > 0 and <= MaximumText && !text.Any(char.IsControl) && !text.Any(char.IsSurrogate);
}
