using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Secret keys of Amazon Web Services: forty characters of base64 with high entropy shortly after words that name them.</summary>
internal sealed class AwsSecretKeyDetector() : Detector("aws-secret-key", 1, "secret.aws-secret-access-key", "restricted")
{
    private const int KeyLength = 40;
    private const int MaximumGap = 24;
    private static readonly ByteSet KeyCharacters = new("A-Za-z0-9+/");
    private static readonly ByteSet Gap = new(" \t:=>\"'`,(\\_.-");

    internal override IReadOnlyList<string> Keywords { get; } = ["secret_access_key", "secretaccesskey", "secret access key", "secret-access-key", "aws_secret_key", "aws_secret", "awssecret", "secret_key", "secretkey", "aws_key"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("aws_secret_access_key = wJa1rXUtnFEMI/K7MDENG/bPxRfiCYzzKLMNaKEY", "wJa1rXUtnFEMI/K7MDENG/bPxRfiCYzzKLMNaKEY"),
        Finds("\"SecretAccessKey\": \"wJa1rXUtnFEMI/K7MDENG/bPxRfiCYzzKLMNaKEY\"", "wJa1rXUtnFEMI/K7MDENG/bPxRfiCYzzKLMNaKEY"),
        Ignores("aws_secret_access_key = 0123456789abcdef0123456789abcdef01234567"),
        Ignores("aws_secret_access_key = ${{ secrets.AWS_SECRET_ACCESS_KEY }}"),
        Finds("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        Ignores("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPEXAMPLEEXAMPLEKE"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var key = frame.SkipWhile(Gap, end, end + MaximumGap, end);
        if (key == end)
            return;
        var stop = frame.SkipWhile(KeyCharacters, key, key + KeyLength + 1, key);
        if (stop - key != KeyLength || frame.Peek(stop, key) is '=' or '_' or '-')
            return;
        var value = frame.Text[key..stop];
        frame.TryTake(KeyLength);
        // A hash in hexadecimal has the same length; a key has letters of both cases and digits.
        var isMixed = value.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 && value.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0 && value.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
        if (isMixed && Entropy.PerCharacter(value) >= 3800 && !Placeholder.IsIn(value))
            frame.Report(this, key, stop, 0.9);
    }
}
