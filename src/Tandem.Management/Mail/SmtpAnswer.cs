namespace Tandem.Management.Mail;

/// <summary>What became of one attempt to send a mail.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="Words">What the server said, or what went wrong, in one bounded line.</param>
public sealed record SmtpAnswer(SmtpOutcome Outcome, string Words)
{
    /// <summary>Cuts and cleans what a server says: it may be anything.</summary>
    internal static SmtpAnswer Of(SmtpOutcome outcome, string words)
    {
        var line = string.Concat(words.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim();
        return new(outcome, line.Length <= MailLimits.AnswerKept ? line : line[..(MailLimits.AnswerKept - 1)] + "…");
    }
}

public enum SmtpOutcome
{
    /// <summary>The server took it.</summary>
    Accepted,

    /// <summary>The server refuses this mail for good.</summary>
    Refused,

    /// <summary>Not now: unreachable, busy, or the settings are wrong. It is tried again.</summary>
    Postponed,
}
