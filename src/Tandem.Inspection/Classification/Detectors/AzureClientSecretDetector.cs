using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Client secrets of Microsoft Entra applications: three characters, a digit, <c>Q~</c>, then 31 to 34 more.</summary>
internal sealed class AzureClientSecretDetector() : Detector("azure-client-secret", 1, "secret.azure-ad-client-secret", "restricted")
{
    private const int BeforeMark = 4;

    // The characters before the mark belong to those that a window holds back at the end anyway, as they may begin an address.
    private static readonly ByteSet First = new("A-Za-z0-9_.");
    private static readonly ByteSet Rest = new("A-Za-z0-9_~.-");

    internal override IReadOnlyList<string> Keywords { get; } = ["q~"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("client_secret = \"Kp48Q~aZ3xWvUtSrQpOnMlKjIhGfEdCbA9z8y7x6\"", "Kp48Q~aZ3xWvUtSrQpOnMlKjIhGfEdCbA9z8y7x6"),
        Ignores("client_secret = Kp48Q~aZ3xWv"),
        Ignores("Kp4xQ~aZ3xWvUtSrQpOnMlKjIhGfEdCbA9z8y7x6"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var begin = start - BeforeMark;
        if (begin < 0 || frame.Text[start] != 'Q' || !ByteSet.Digits.Contains(frame.Text[start - 1]) || First.Contains(frame.Before(begin - 1)))
            return;
        foreach (var b in frame.Text[begin..(start - 1)])
        {
            if (!First.Contains(b))
                return;
        }

        var stop = frame.SkipWhile(Rest, end, end + 36, begin);
        while (stop > end && frame.Text[stop - 1] == '.')
            stop--;
        if (stop - end is >= 31 and <= 34 && Entropy.PerCharacter(frame.Text[end..stop]) >= 3000)
            frame.Report(this, begin, stop, 0.9);
    }
}
