using System.Globalization;
using System.Text;
using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Recognises the token of one <see cref="TokenRule"/>.</summary>
internal sealed class TokenDetector : Detector
{
    private readonly TokenRule _rule;
    private readonly TokenPattern _pattern;

    internal TokenDetector(string id, TokenRule rule)
        : base(id, 1, rule.Type, "restricted")
    {
        _rule = rule;
        _pattern = new TokenPattern(rule.Pattern);
        if (_pattern.Prefix.Length < 2)
            throw new ArgumentException($"the pattern `{rule.Pattern}` begins with fewer than 2 literal characters; begin it with what all tokens share", nameof(rule));
        Keywords = [_pattern.Prefix.ToLowerInvariant()];
        var example = _pattern.Example();
        var surroundings = rule.Context == Context.None ? "token: " : "aws azure client_secret = ";
        Examples =
        [
            DetectorExample.Finds($"{surroundings}{example} done", example),
            DetectorExample.Finds($"{surroundings}\"{example}\"", example),
            .. rule.Published is { } published ? new[] { DetectorExample.Finds(surroundings + published, published) } : [],
            DetectorExample.Ignores($"{surroundings}{example[..^1]}"),
            DetectorExample.Ignores($"{surroundings}{_pattern.Prefix}{new string('x', example.Length - _pattern.Prefix.Length)}"),
        ];
    }

    internal override IReadOnlyList<string> Keywords { get; }

    internal override IReadOnlyList<DetectorExample> Examples { get; }

    internal override string Rule => string.Create(CultureInfo.InvariantCulture, $"{_rule.Pattern} {_rule.MinimumEntropy} {(int)_rule.Context}");

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        // The keyword was compared without case; the pattern is exact.
        if (!frame.IsWordStart(start))
            return;
        var stop = _pattern.Match(frame, start, start);
        if (stop < 0 || _pattern.ContinuesAt(frame, stop, start))
            return;
        var secret = frame.Text[(start + _pattern.Prefix.Length)..stop];
        frame.TryTake(secret.Length);
        if (Entropy.PerCharacter(secret) < Math.Min(_rule.MinimumEntropy, MostPossible(secret.Length)) || Placeholder.IsIn(secret))
            return;
        if (_rule.Context != Context.None && (ContextWords.Around(ref frame, start, stop) & _rule.Context) == Context.None)
            return;
        frame.Report(this, start, stop, 0.95);
    }

    // Few characters cannot be very different from each other.
    private static int MostPossible(int length) => length switch
    {
        < 8 => 1200,
        < 14 => 2000,
        _ => int.MaxValue,
    };

    /// <summary>Makes the detectors of a family; ids are the family's name and the rule's place in it by type.</summary>
    internal static IEnumerable<Detector> Of(string family, IReadOnlyList<TokenRule> rules)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var number = seen[rule.Type] = seen.GetValueOrDefault(rule.Type) + 1;
            var id = new StringBuilder(family).Append('.').Append(rule.Type.AsSpan(rule.Type.IndexOf('.', StringComparison.Ordinal) + 1));
            yield return new TokenDetector(number == 1 ? id.ToString() : id.Append('-').Append(number).ToString(), rule);
        }
    }
}
