using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tandem.Management.Webhooks;

/// <summary>Keys of signatures: made here, shown once as `whsec_…`, kept encrypted by the installation's key files.</summary>
internal sealed class WebhookSecret(IDataProtectionProvider protection)
{
    internal const string Prefix = "whsec_";

    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("tandem.webhook.secret");

    /// <returns>The key as the receiver gets it, and for the database.</returns>
    internal (string Shown, string Protected) Make()
    {
        var key = RandomNumberGenerator.GetBytes(Bytes);
        return (Prefix + Convert.ToBase64String(key), Convert.ToBase64String(_protector.Protect(key)));
    }

    /// <summary>Null when the installation's key files are not those it was stored with: then the key must be renewed.</summary>
    internal byte[]? Read(string text)
    {
        try
        {
            return _protector.Unprotect(Convert.FromBase64String(text));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
