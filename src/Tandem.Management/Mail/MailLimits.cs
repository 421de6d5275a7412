namespace Tandem.Management.Mail;

/// <summary>Bounds of what is entered, sent and taken from a mail server.</summary>
internal static class MailLimits
{
    /// <summary>Characters of a host name (RFC 1035 section 2.3.4).</summary>
    internal const int Host = 253;

    internal const int UserName = 256;

    internal const int Password = 1024;

    /// <summary>Characters of an address (RFC 5321 section 4.5.3.1.3).</summary>
    internal const int Address = 256;

    internal const int Name = 200;

    /// <summary>Bytes taken from the mail server for one mail; an answer has a few hundred.</summary>
    internal const int AnswerBytes = 64 * 1024;

    /// <summary>Characters kept of what a mail server said.</summary>
    internal const int AnswerKept = 500;

    /// <summary>Lines of a daily mail; the rest is counted.</summary>
    internal const int DigestLines = 100;

    /// <summary>Attempts for one mail, spread over about three days.</summary>
    internal const int Attempts = 12;

    /// <summary>Time for one mail, from looking up the name to the last answer.</summary>
    internal static readonly TimeSpan SendTime = TimeSpan.FromSeconds(60);
}
