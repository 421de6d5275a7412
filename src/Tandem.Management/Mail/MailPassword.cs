using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Tandem.Management.Mail;

/// <summary>The password for the mail server, encrypted by the installation's key files: a copy of the database alone does not give it.</summary>
internal sealed class MailPassword(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("tandem.mail.password");

    internal string Protect(string password) => Convert.ToBase64String(_protector.Protect(Encoding.UTF8.GetBytes(password)));

    /// <summary>Null when the installation's key files are not those it was stored with: then it must be entered again.</summary>
    internal string? Read(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(Convert.FromBase64String(text)));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
