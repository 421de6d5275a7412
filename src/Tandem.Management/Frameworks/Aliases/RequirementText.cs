using System.Text.RegularExpressions;

namespace Tandem.Management.Frameworks.Aliases;

/// <summary>What a person wrote to name a requirement: a number, with or without its standard, and words beside it.</summary>
/// <param name="Standard">The standard that was named; null for none.</param>
/// <param name="Reference">The number, written as the standards write it; null for none.</param>
/// <param name="Words">The other words, in lower case.</param>
internal sealed partial record RequirementText(Standard? Standard, string? Reference, IReadOnlyList<string> Words)
{
    private const int Longest = 200;

    internal static RequirementText Read(string? text)
    {
        var (standard, reference, words) = ((Standard?)null, (string?)null, new List<string>());
        foreach (var part in (text ?? "").Trim().ToLowerInvariant() is { Length: <= Longest } known ? known.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [])
        {
            var token = Number().Match(part.Trim(',', ';', '(', ')', '.'));
            if (reference is null && token.Success)
            {
                reference = (token.Groups["annex"].Success ? "A." : "") + token.Groups["number"].Value;
                standard = Standards.TryParse(token.Groups["standard"].Value, out var named) ? named : null;
            }
            else
            {
                words.AddRange(Word().Matches(part).Select(word => word.Value));
            }
        }
        return new(standard, reference, words);
    }

    /// <summary>Words of a wording of the content.</summary>
    internal static IReadOnlyList<string> WordsOf(string wording) => [.. Word().Matches(wording.ToLowerInvariant()).Select(word => word.Value)];

    // A single number is none: `4 eyes` names no clause.
    [GeneratedRegex(@"^((?<standard>iso27001|iso42001):)?((?<annex>a\.)(?<number>\d{1,2}(\.\d{1,2}){0,3})|(?<number>\d{1,2}(\.\d{1,2}){1,3}))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
