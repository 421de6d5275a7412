using System.Text.Json;

namespace Tandem.Gateway.Identity;

/// <summary>The issuers of <c>identity.json</c>; all mistakes of the file are reported at once.</summary>
internal static class TokenIssuers
{
    internal const int MaximumFileBytes = 1024 * 1024;

    // A doubled member is read differently by different readers; here it is a mistake.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads the file; a file that is not there means that no token is accepted.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="filesRead">Receives what was read.</param>
    public static IReadOnlyList<TokenIssuer> Load(string? file, ICollection<string> problems, FileContents? filesRead = null)
    {
        if (file is null) return [];
        if (!File.Exists(file))
        {
            filesRead?.Add(file, null);
            return [];
        }

        if (ReadDocument(file, problems, filesRead) is not { } document) return [];
        using (document)
        {
            var issuers = new List<TokenIssuer>();
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("issuers", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                problems.Add($"`{file}` names no issuers; write an object with an `issuers` array");
                return [];
            }

            var number = 0;
            foreach (var element in list.EnumerateArray())
            {
                var at = $"issuers[{number++}]";
                if (Read(element, at, Path.GetDirectoryName(Path.GetFullPath(file))!, problems, filesRead) is not { } issuer) continue;
                if (issuers.Any(other => string.Equals(other.Name, issuer.Name, StringComparison.Ordinal))) problems.Add($"`{at}.issuer` appears twice; join the two entries");
                issuers.Add(issuer);
            }

            return issuers;
        }
    }

    private static TokenIssuer? Read(JsonElement element, string at, string folder, ICollection<string> problems, FileContents? filesRead)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"`{at}` is no object");
            return null;
        }

        var name = Required(element, "issuer", at, problems);
        var audience = Required(element, "audience", at, problems);
        var algorithms = ReadAlgorithms(element, at, problems);
        var keys = ReadKeys(element, at, folder, problems, filesRead);
        foreach (var key in keys.Where(key => !algorithms.Contains(key.Algorithm)))
        {
            problems.Add($"`{at}` pins key `{key.Id}` for {key.Algorithm}, which its `algorithms` do not list");
        }

        var claims = element.TryGetProperty("claims", out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
        return name is null || audience is null
            ? null
            : new TokenIssuer(name, audience, algorithms, keys, Claim(claims, "application", "azp"), Claim(claims, "roles", "roles"));
    }

    private static HashSet<SignatureAlgorithm> ReadAlgorithms(JsonElement element, string at, ICollection<string> problems)
    {
        var algorithms = new HashSet<SignatureAlgorithm>();
        if (!element.TryGetProperty("algorithms", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            problems.Add($"`{at}.algorithms` is missing; list one or more of ES256, RS256, EdDSA");
            return algorithms;
        }

        foreach (var item in list.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString() : null;
            if (SignatureAlgorithmNames.TryParse(text, out var algorithm)) algorithms.Add(algorithm);
            else problems.Add($"`{at}.algorithms` names `{text}`; only ES256, RS256 and EdDSA are accepted");
        }

        return algorithms;
    }

    private static IReadOnlyList<TokenKey> ReadKeys(JsonElement element, string at, string folder, ICollection<string> problems, FileContents? filesRead)
    {
        if (element.TryGetProperty("jwks", out var inline)) return KeySet.Read(inline, $"{at}.jwks", problems);
        if (!element.TryGetProperty("jwksFile", out var name) || name.ValueKind != JsonValueKind.String)
        {
            problems.Add($"`{at}` pins no keys; set `jwks` or `jwksFile`");
            return [];
        }

        var file = Path.Combine(folder, name.GetString()!);
        if (ReadDocument(file, problems, filesRead) is not { } document) return [];
        using (document) return KeySet.Read(document.RootElement, $"{at}.jwksFile", problems);
    }

    private static JsonDocument? ReadDocument(string file, ICollection<string> problems, FileContents? filesRead)
    {
        filesRead?.Add(file, null);
        try
        {
            if (new FileInfo(file).Length <= MaximumFileBytes)
            {
                var content = File.ReadAllBytes(file);
                filesRead?.Add(file, content);
                return JsonDocument.Parse(content, Strict);
            }

            problems.Add($"`{file}` is larger than {MaximumFileBytes} bytes");
        }
        catch (JsonException exception)
        {
            problems.Add($"`{file}` line {exception.LineNumber + 1} is no valid JSON; duplicate members are refused too");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"`{file}` cannot be read; check that it is there and readable by the gateway's user");
        }

        return null;
    }

    private static string? Required(JsonElement element, string member, string at, ICollection<string> problems)
    {
        if (element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        problems.Add($"`{at}.{member}` is missing");
        return null;
    }

    private static string Claim(JsonElement claims, string member, string fallback) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(member, out var value) && value.GetString() is { Length: > 0 } text ? text : fallback;
}
