using MimeKit;

namespace Tandem.Management.Mail;

/// <summary>What an e-mail address may be that we write into a mail: one plain address, no name, no list, no comment.</summary>
internal static class MailAddressRule
{
    internal static bool IsValid(string address) =>
        address.Length is > 2 and <= MailLimits.Address && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '(' or ')' or '"' or '\\')
        && address.Count(c => c == '@') == 1 && MailboxAddress.TryParse(ParserOptions.Default, address, out var mailbox) && mailbox.Address == address;
}
