using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Tokens;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>A password in a URL or connection string: <c>scheme://user:password@host</c> (RFC 3986 section 3.2.1). The finding is the password.</summary>
internal sealed class UrlCredentialsDetector() : Detector("url-credentials", 2, "secret.url-credentials", "restricted")
{
    private const int MaximumPart = 128;
    private static readonly ByteSet User = new("A-Za-z0-9._~%!$&*+,;=-");
    private static readonly ByteSet Password = new("A-Za-z0-9._~%!$&*+,;=:#^?(@-");

    internal override IReadOnlyList<string> Keywords { get; } = ["://"];

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("postgresql://app:s3cr3tW0rd@db.intern:5432/app", "s3cr3tW0rd"),
        Finds("https://cafebabe:deadbeef@gems.vendor.com/", "deadbeef"),
        Finds("https://apiuser:p@ss-w0rd@api.host.org/v2", "p@ss-w0rd"),
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
        // The last one before the path parts password and host: people write `@` in passwords unescaped.
        frame.Peek(stop, password);
        stop = password + frame.Text[password..stop].LastIndexOf((byte)'@');
        if (stop - password < 3 || (!ByteSet.Alphanumeric.Contains(frame.Peek(stop + 1, password)) && frame.Peek(stop + 1, password) is not ('%' or '[')))
            return;
        if (!Placeholder.IsNamed(frame.Text[password..stop]))
            frame.Report(this, password, stop, 0.8);
    }
}
