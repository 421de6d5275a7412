using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Keys shared with authenticator apps. At rest and in forms they are encrypted by the installation's own key files: a copy of the database alone makes no codes.</summary>
internal sealed class SharedKey(IDataProtectionProvider protection)
{
    private const int Bytes = 20; // as long as the hash, RFC 4226 section 4

    private static readonly TimeSpan SetUpTime = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _stored = protection.CreateProtector("tandem.second-factor.key");

    internal static byte[] Generate() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>Text for the database.</summary>
    internal string Protect(byte[] key) => Convert.ToBase64String(_stored.Protect(key));

    /// <summary>Null when the installation's key files are not those it was stored with: then no code is right.</summary>
    internal byte[]? Read(string? text) => text is null ? null : Open(_stored, text);

    /// <summary>A key that is not in force yet, for the form of the account it was made for; good for half an hour.</summary>
    internal string ForForm(byte[] key, Guid account) => Convert.ToBase64String(Form(account).Protect(key, SetUpTime));

    /// <summary>Null for what was made for another account, too old or changed.</summary>
    internal byte[]? FromForm(string text, Guid account) => Open(Form(account), text);

    private ITimeLimitedDataProtector Form(Guid account) => protection.CreateProtector("tandem.second-factor.set-up", account.ToString()).ToTimeLimitedDataProtector();

    private static byte[]? Open(IDataProtector protector, string text)
    {
        try
        {
            return text.Length <= 4096 ? protector.Unprotect(Convert.FromBase64String(text)) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
