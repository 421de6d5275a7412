using System.Globalization;
using System.Text.Json;
using Tandem.Gateway.Identity;

namespace Tandem.Gateway.Operations;

/// <summary>What an operator asks a new key to be for.</summary>
internal sealed record NewCaller(string Application, string AiSystem, IReadOnlyList<string> Roles, DateTimeOffset? Expires)
{
    /// <summary>Reads <c>{"app","ai","roles","expires"}</c>; all mistakes are reported at once.</summary>
    public static NewCaller? Read(JsonElement body, DateTimeOffset now, ICollection<string> problems)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            problems.Add("the body is no JSON object; send {\"app\", \"ai\", \"roles\", \"expires\"}");
            return null;
        }

        var application = TokenClaims.Text(body, "app");
        if (application is null) problems.Add($"`app` must name the application in 1 to {TokenClaims.MaximumText} plain characters");
        var system = TokenClaims.Text(body, "ai");
        if (system is null) problems.Add("`ai` must name the AI system by its key, for example `AIS-0001`");
        var isListed = !body.TryGetProperty("roles", out var value) || value.ValueKind is JsonValueKind.Array or JsonValueKind.Null;
        var roles = isListed && value.ValueKind != JsonValueKind.Null ? TokenClaims.Roles(body, "roles") : isListed ? [] : null;
        if (roles is null) problems.Add($"`roles` must be an array of at most {TokenClaims.MaximumRoles} names");
        var expires = ReadExpiry(body, now, problems);
        return problems.Count == 0 ? new NewCaller(application!, system!, roles!, expires) : null;
    }

    private static DateTimeOffset? ReadExpiry(JsonElement body, DateTimeOffset now, ICollection<string> problems)
    {
        if (!body.TryGetProperty("expires", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            && expires > now)
        {
            return expires.ToUniversalTime();
        }

        problems.Add("`expires` must be a time to come, for example `2027-01-31T00:00:00Z`");
        return null;
    }
}
