using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Keys and tokens without a form of their own: a row that looks drawn at random, given to a name that speaks of a secret.</summary>
internal sealed class GenericKeyDetector() : Detector("generic-key", 1, "secret.generic-api-key", "restricted")
{
    private const int MinimumLength = 16;
    private const int MaximumLength = 128;
    private const int MinimumEntropy = 3400;
    private static readonly ByteSet Value = new("A-Za-z0-9+/=_.~%-");
    private static readonly string[] NoSecrets = ["hash", "id", "name", "type", "file", "path", "url", "uri", "count", "limit", "size", "len", "expir", "public", "digest", "sum", "arn", "version", "izer"];

    internal override IReadOnlyList<string> Keywords { get; } =
        ["secret", "token", "api_key", "apikey", "api-key", "api key", "access_key", "accesskey", "access-key", "access key", "auth_key", "authkey", "credential", "private_key", "privatekey", "encryption_key", "signing_key"];

    internal override bool IsWeak => true;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("api_key = \"k7Qm2Vx9Lw4Rt8Zp3Nc6\"", "k7Qm2Vx9Lw4Rt8Zp3Nc6"),
        Finds("SESSION_SECRET=k7qm2vx9lw4rt8zp3nc6hb1d", "k7qm2vx9lw4rt8zp3nc6hb1d"),
        Finds("access_token: k7Qm2Vx9Lw4Rt8Zp", "k7Qm2Vx9Lw4Rt8Zp"),
        Finds("curl 'https://host/x?token=k7Qm2Vx9Lw4Rt8Zp'", "k7Qm2Vx9Lw4Rt8Zp"),
        Ignores("api_key = your-api-key-goes-here-2024"),
        Ignores("token = tokenizer.encodePlus2Ids(text)"),
        Ignores("secret = settings.value2.secret3.name4"),
        Ignores("token_id: k7Qm2Vx9Lw4Rt8Zp3Nc6"),
        Ignores("token: 123e4567-e89b-12d3-a456-426614174000"),
        Ignores("api_key: ${{ secrets.API_KEY_FOR_STAGE2 }}"),
        Ignores("the secret: 4111 1111 1111 1111"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var text = frame.Text;
        if (!frame.TryTake(AssignedValue.Steps) || AssignedValue.After(text, end, out var tail) is not { } value || !value.HasOperator || SaysNoSecret(tail))
            return;
        frame.TryTake(value.Start - start);
        var stop = frame.SkipWhile(Value, value.Start, value.Start + MaximumLength + 1, value.Start);
        var next = frame.Peek(stop, value.Start);
        if (stop - value.Start is < MinimumLength or > MaximumLength || (value.Quote != 0 && next != value.Quote) || next is '(' or '[' or ':' or '@')
            return;
        while (value.Quote == 0 && text[stop - 1] == '.')
            stop--;
        var secret = text[value.Start..stop];
        frame.TryTake(secret.Length);
        if (IsRandom(secret, value.Quote != 0))
            frame.Report(this, value.Start, stop, value.Quote != 0 ? 0.65 : 0.6);
    }

    private static bool SaysNoSecret(ReadOnlySpan<byte> tail)
    {
        if (tail.IsEmpty)
            return false;
        Span<char> lower = stackalloc char[tail.Length];
        for (var i = 0; i < tail.Length; i++)
            lower[i] = char.ToLowerInvariant((char)tail[i]);
        foreach (var word in NoSecrets)
        {
            if (((ReadOnlySpan<char>)lower).Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsRandom(ReadOnlySpan<byte> value, bool isQuoted)
    {
        if (Placeholder.IsNamed(value) || Placeholder.IsIn(value) || IsUuid(value) || Entropy.PerCharacter(value) < MinimumEntropy)
            return false;
        var shape = new ValueShape(value);
        // Names and paths have few digits, and those at the end of a word.
        return shape.HasLetter && !shape.IsHexNumber && shape.InnerDigitRows >= (isQuoted || shape is { HasUpper: true, HasLower: true, HasDot: false } ? 2 : 3) && !(shape.HasDot && shape.InnerDigitRows < 4);
    }

    private static bool IsUuid(ReadOnlySpan<byte> value) => value.Length == 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-';
}
