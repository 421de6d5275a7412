using System.Globalization;
using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Recognises the value of one <see cref="AssignmentRule"/>: vendor, rest of the name, operator, quotes, value.</summary>
internal sealed class AssignmentDetector : Detector
{
    private const int MaximumTail = 24;
    private const int MaximumBetween = 14;
    private static readonly ByteSet Tail = new("A-Za-z0-9_ \t.-");
    private static readonly ByteSet Between = new("=:>|?,(\\'\"` \t\r\n");

    private readonly AssignmentRule _rule;
    private readonly TokenPattern _pattern;

    internal AssignmentDetector(string id, AssignmentRule rule)
        : base(id, 1, rule.Type, "restricted")
    {
        _rule = rule;
        _pattern = new TokenPattern(rule.Value);
        Keywords = [rule.Vendor];
        var example = _pattern.Example();
        Examples =
        [
            DetectorExample.Finds($"{rule.Vendor}_token: '{example}'", example),
            DetectorExample.Finds($"var {rule.Vendor}Token string = \"{example}\"", example),
            DetectorExample.Ignores($"{rule.Vendor}_token = {example[..^1]}"),
            DetectorExample.Finds($"\"{rule.Vendor}Token\" => \"{example}\"", example),
            DetectorExample.Ignores($"{rule.Vendor} token {example}"),
            DetectorExample.Ignores($"{rule.Vendor}_token = {new string('x', example.Length)}"),
        ];
    }

    internal override IReadOnlyList<string> Keywords { get; }

    internal override IReadOnlyList<DetectorExample> Examples { get; }

    internal override string Rule => string.Create(CultureInfo.InvariantCulture, $"{_rule.Vendor} {_rule.Value} {_rule.MinimumEntropy}");

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        // Up to the value nothing is held back: the finding begins with the value.
        var text = frame.Text;
        if (!BeginsName(text, start))
            return;
        var at = Skip(ref frame, Tail, end, MaximumTail);
        var value = Skip(ref frame, Between, at, MaximumBetween);
        if (!text[at..value].ContainsAny("=:>|,"u8))
            return;
        var stop = _pattern.Match(frame, value, value);
        if (stop < 0 || !EndsHere(frame, stop, value))
            return;
        var secret = text[value..stop];
        frame.TryTake(secret.Length);
        if (Entropy.PerCharacter(secret) >= _rule.MinimumEntropy && !Placeholder.IsIn(secret) && HasDigit(secret))
            frame.Report(this, value, stop, 0.85);
    }

    // "okta" is no part of "rookTable", but of "myOktaToken".
    private static bool BeginsName(ReadOnlySpan<byte> text, int start) =>
        start == 0 || !char.IsAsciiLetter((char)text[start - 1]) || (char.IsAsciiLetterUpper((char)text[start]) && char.IsAsciiLetterLower((char)text[start - 1]));

    private static int Skip(ref ScanFrame frame, ByteSet set, int from, int most)
    {
        var at = from;
        while (at < frame.Text.Length && at < from + most && set.Contains(frame.Text[at]))
            at++;
        frame.TryTake(at - from);
        return at;
    }

    private static bool EndsHere(in ScanFrame frame, int end, int start) =>
        frame.Peek(end, start) is -1 or '"' or '\'' or '`' or ' ' or '\t' or '\r' or '\n' or ';' or ',' or ')' or '<' or '&' or '}' or ']' or '\\';

    // Words and paths fit the alphabets as well; keys drawn at random have digits.
    private static bool HasDigit(ReadOnlySpan<byte> value) => value.ContainsAnyInRange((byte)'0', (byte)'9');

    /// <summary>Makes the detectors of a table.</summary>
    internal static IEnumerable<Detector> Of(IReadOnlyList<AssignmentRule> rules) =>
        rules.Select(r => new AssignmentDetector($"assigned.{r.Vendor}.{r.Type.AsSpan(r.Type.IndexOf('.', StringComparison.Ordinal) + 1)}", r));
}
