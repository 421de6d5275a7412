using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>User name and password as an argument: <c>curl -u user:password</c>, also of other programs when the password is no ordinary word.</summary>
internal sealed class CurlUserDetector() : Detector("curl-user", 1, "secret.curl-auth-user", "restricted")
{
    private const int MaximumUser = 64;
    private const int MaximumPassword = 128;
    private const int CurlWithin = 72;
    private static readonly ByteSet User = new("A-Za-z0-9._~%@+-");
    private static readonly ByteSet Password = new("A-Za-z0-9!#$%*+,./:=?@^_~{}()<>[]-");

    internal override IReadOnlyList<string> Keywords { get; } = ["-u", "--user", "curlopt_userpwd"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("curl -u anna:tammepuu https://host.example.org/", "tammepuu"),
        Finds("curl -X POST --user \"anna:Vq8!mZ2p\" https://host.example.org/", "Vq8!mZ2p"),
        Finds("easy_setopt(curl, CURLOPT_USERPWD, \"root:dkb82VddSD\");", "dkb82VddSD"),
        Finds("fetcher -u anna:Vq8!mZ2p", "Vq8!mZ2p"),
        Ignores("curl -u username:token"),
        Ignores("curl -u \":\" https://localhost:9200"),
        Ignores("curl --user \"{{ .user }}:{{ .password }}\""),
        Ignores("curl -u $USER:$PASSWORD https://host"),
        Ignores("docker run --user 1000:1000 image:tag"),
        Ignores("docker run -u appuser:appgroup image"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var text = frame.Text;
        // No keyword begins with the blank before it: a blank would be held back at the end of each piece of prose.
        if (text[start] == '-' && frame.Before(start - 1) is not (' ' or '\t' or '\n' or '"' or '\''))
            return;
        var at = end;
        while (at < text.Length && at - end < 6 && text[at] is (byte)' ' or (byte)'=' or (byte)'"' or (byte)'\'' or (byte)',')
            at++;
        if (at == end && text[start] != '-')
            return;
        // The finding begins with the password; what stands before it is not held back.
        var user = at;
        while (at < text.Length && at - user < MaximumUser && User.Contains(text[at]))
            at++;
        if (at == user || at >= text.Length || text[at] != ':')
            return;
        frame.TryTake(at - start);
        var password = at + 1;
        var stop = frame.SkipWhile(Password, password, password + MaximumPassword + 1, password);
        if (stop - password is < 4 or > MaximumPassword)
            return;
        var value = text[password..stop];
        if (Placeholder.IsNamed(value) || Placeholder.IsIn(value))
            return;
        var shape = new ValueShape(value);
        var score = 0.2 + (IsCurl(ref frame, start) ? 0.4 : 0) + (shape.IsStrong ? 0.4 : 0);
        if (score >= 0.5 && shape.HasLetter)
            frame.Report(this, password, stop, score);
    }

    private static bool IsCurl(ref ScanFrame frame, int start)
    {
        frame.TryTake(CurlWithin);
        return frame.Text[Math.Max(0, start - CurlWithin)..start].LastIndexOf("curl"u8) >= 0 || char.ToLowerInvariant((char)frame.Text[start]) == 'c';
    }
}
