using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>A password in a URL or connection string: <c>scheme://user:password@host</c> (RFC 3986 section 3.2.1). The finding is the password.</summary>
internal sealed class UrlCredentialsDetector() : Detector("url-credentials", 1, "secret.url-credentials", "restricted")
{
    private const int MaximumPart = 128;
    private static readonly ByteSet User = new("A-Za-z0-9._~%!$&*+,;=-");
    private static readonly ByteSet Password = new("A-Za-z0-9._~%!$&*+,;=:#^?(-");
    private static readonly byte[][] Words = [.. new[] { "password", "passwd", "pass", "pwd", "secret", "token", "user", "username", "changeme", "xxx", "pw", "pat", "port", "key" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    internal override IReadOnlyList<string> Keywords { get; } = ["://"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("postgresql://app:s3cr3tW0rd@db.intern:5432/app", "s3cr3tW0rd"),
        Finds("https://cafebabe:deadbeef@gems.vendor.com/", "deadbeef"),
        Ignores("https://user:password@host.example.org/path"),
        Ignores("https://user:${PASSWORD}@host/"),
        Ignores("http://localhost:8080/a@b"),
        Ignores("see https://host.org/x:y and mail a@b.org"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        if (!ByteSet.Alphanumeric.Contains(frame.Before(start - 1)))
            return;
        // The finding begins with the password; the user name before it is not held back.
        var userEnd = frame.SkipWhile(User, end, end + MaximumPart, frame.Text.Length);
        if (userEnd == frame.Text.Length || frame.Text[userEnd] != ':')
            return;
        var password = userEnd + 1;
        var stop = frame.SkipWhile(Password, password, password + MaximumPart, password);
        if (frame.Peek(stop, password) != '@' || stop - password < 3 || !ByteSet.Alphanumeric.Contains(frame.Peek(stop + 1, password)))
            return;
        var value = frame.Text[password..stop];
        if (value[0] == '$' || value[0] == '%' || value.IndexOfAnyExcept((byte)'*', (byte)'x', (byte)'.') < 0)
            return;
        foreach (var word in Words)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(value, word))
                return;
        }

        frame.Report(this, password, stop, 0.8);
    }
}
