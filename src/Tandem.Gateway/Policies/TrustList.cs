using System.Text.Json;
using Tandem.Ledger.Notes;

namespace Tandem.Gateway.Policies;

/// <summary>Who may sign bundles, and how many different persons must: the gateway's own list, never the bundle's.</summary>
internal sealed record TrustList(int Quorum, IReadOnlyList<TrustedSigner> Signers)
{
    private const int MaximumFileBytes = 256 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static TrustList? Load(string file, ICollection<string> problems)
    {
        var before = problems.Count;
        try
        {
            if (new FileInfo(file).Length > MaximumFileBytes)
            {
                problems.Add($"`{file}` is larger than {MaximumFileBytes} bytes");
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Strict);
            var list = Read(document.RootElement, file, problems);
            return problems.Count == before ? list : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"`{file}` cannot be read; it names who may sign bundles");
        }
        catch (JsonException exception)
        {
            problems.Add($"`{file}` line {exception.LineNumber + 1} is no valid JSON; duplicate members are refused too");
        }

        return null;
    }

    private static TrustList Read(JsonElement root, string file, ICollection<string> problems)
    {
        var signers = new List<TrustedSigner>();
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("signers", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"`{file}` names no signers; write an object with `quorum` and a `signers` array");
            return new TrustList(0, signers);
        }

        // One person alone may not put a bundle in force; a lower number in the file is a mistake, not a choice.
        var quorum = root.TryGetProperty("quorum", out var number) && number.TryGetInt32(out var value) ? value : 0;
        if (quorum < 2) problems.Add($"`{file}` sets no `quorum` of 2 or more");
        foreach (var element in list.EnumerateArray())
        {
            if (ReadSigner(element) is not { } signer)
            {
                problems.Add($"`{file}` signers[{signers.Count}] needs `person`, `roles` (author, approver) and `vkey`");
                return new TrustList(quorum, signers);
            }

            if (signers.Exists(other => other.Key.PublicKey.AsSpan().SequenceEqual(signer.Key.PublicKey)))
            {
                problems.Add($"`{file}` lists the key of `{signer.Person}` twice; each entry needs a key of its own");
            }

            signers.Add(signer);
        }

        return new TrustList(quorum, signers);
    }

    private static TrustedSigner? ReadSigner(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("person", out var person) || person.ValueKind != JsonValueKind.String || person.GetString() is not { Length: > 0 } name
            || !element.TryGetProperty("vkey", out var text) || text.ValueKind != JsonValueKind.String || !VerifierKey.TryParse(text.GetString()!, out var key)
            || !element.TryGetProperty("roles", out var roles) || roles.ValueKind != JsonValueKind.Array
            || roles.EnumerateArray().Any(role => role.ValueKind != JsonValueKind.String))
        {
            return null;
        }

        var names = roles.EnumerateArray().Select(role => role.GetString()!).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 && names.All(role => role is TrustedSigner.Author or TrustedSigner.Approver) ? new TrustedSigner(name, names, key) : null;
    }
}
