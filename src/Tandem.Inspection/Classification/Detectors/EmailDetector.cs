using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>E-mail addresses in the unquoted form of RFC 5321 (local part up to 64 bytes, domain up to 253) with a top-level label of letters.</summary>
internal sealed class EmailDetector() : Detector("email", 1, "pii.email", "internal")
{
    private const int MaximumLocal = 64;
    private const int MaximumDomain = 253;

    // Latin letters with marks are two bytes that begin with C3 to C9; other scripts usually touch the address without a space.
    private static readonly ByteSet Local = new ByteSet("A-Za-z0-9._%+'-").With(0xC3, 0xC9).With(0x80, 0xBF);
    private static readonly ByteSet Domain = new("A-Za-z0-9.-");
    private static readonly string[] FileEndings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "ts", "py", "json", "md", "txt", "html", "php", "jar", "exe"];

    internal override bool WantsAt => true;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Write to anna.tamm+news@mail.tallinn.ee.", "anna.tamm+news@mail.tallinn.ee"),
        Finds("<j.o'neill@firm.co.uk>", "j.o'neill@firm.co.uk"),
        Finds("jürgen@post.de", "jürgen@post.de"),
        Ignores("git@github.com:owner/name.git"),
        Ignores("icon@2x.png and user@localhost"),
        Ignores("https://user:pass@host.example.org/path"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var local = start;
        while (local > 0 && start - local <= MaximumLocal && Local.Contains(frame.Text[local - 1]))
            local--;
        frame.TryTake(start - local);
        if (start - local > MaximumLocal)
            return;
        while (local < start && (frame.Text[local] is (byte)'.' or (byte)'-' or (byte)'\'' or (byte)'%' or >= 0x80 and < 0xC0))
            local++;
        if (local == start || frame.Text[start - 1] is (byte)'.')
            return;
        var stop = frame.SkipWhile(Domain, end, end + MaximumDomain + 1, local);
        if (stop - end > MaximumDomain)
            return;
        var following = frame.Peek(stop, local);
        while (stop > end && frame.Text[stop - 1] is (byte)'.' or (byte)'-')
            stop--;
        var domain = frame.Text[end..stop];
        var lastDot = domain.LastIndexOf((byte)'.');
        if (lastDot < 1 || domain[0] is (byte)'-' or (byte)'.' || domain.IndexOf(".."u8) >= 0)
            return;
        var top = domain[(lastDot + 1)..];
        if (top.Length < 2 || top.ContainsAnyExceptInRange((byte)'A', (byte)'z') || IsFileEnding(top) || IsAddressOfService(frame, local, start, following))
            return;
        frame.Report(this, local, stop, domain.StartsWith("example."u8) || domain.EndsWith(".example"u8) ? 0.6 : 0.9);
    }

    private static bool IsFileEnding(ReadOnlySpan<byte> top)
    {
        foreach (var ending in FileEndings)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(top, ending))
                return true;
        }

        return false;
    }

    /// <summary>True for the user part of a URL and for <c>git@host:path</c>, which name a service and no person.</summary>
    private static bool IsAddressOfService(in ScanFrame frame, int local, int at, int following)
    {
        if (following == ':' && frame.Text[local..at].SequenceEqual("git"u8))
            return true;
        if (frame.Before(local - 1) is not (':' or '/'))
            return false;
        for (var i = local - 1; i > local - ScanFrame.MaximumLookBehind && i > 0; i--)
        {
            if (frame.Text[i] <= ' ')
                return false;
            if (frame.Text[i] == '/' && frame.Text[i - 1] == '/')
                return true;
        }

        return false;
    }

    /// <summary>Opens the word at the end of a view, which may become the local part of an address.</summary>
    internal static void OpenLastWord(in ScanFrame frame)
    {
        var start = frame.Text.Length;
        while (start > 0 && frame.Text.Length - start <= MaximumLocal && Local.Contains(frame.Text[start - 1]))
            start--;
        if (frame.Text.Length - start <= MaximumLocal)
            frame.Open(start);
    }
}
