using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Access;

/// <summary>
/// Remembers between two requests of a browser, in an encrypted cookie good for five minutes, what it was given, such as a passkey's challenge, and what for.
/// INVARIANT (one attempt): it is of use only to that browser, for that purpose, and once.
/// </summary>
internal sealed class OneTimeState(IDataProtectionProvider protection, SpendOnce once, ManagementOptions options, TimeProvider time)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int MaximumLength = 4096;

    private bool IsHttps => options.BrowserUrl.Scheme == Uri.UriSchemeHttps;

    private string CookieName => IsHttps ? "__Host-tandem-once" : "tandem-once";

    /// <param name="http">The request whose answer carries the cookie.</param>
    /// <param name="purpose">What it is for, with everything it is bound to.</param>
    /// <param name="state">What is wanted again.</param>
    internal void Begin(HttpContext http, string purpose, string state)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Cookies.Append(CookieName, Base64Url.EncodeToString(Protector(purpose).Protect(Encoding.UTF8.GetBytes($"{until} {state}"))), Cookie());
    }

    /// <summary>What was given for this purpose; null when there is nothing, it is too old, or it was taken before.</summary>
    internal async Task<string?> TakeAsync(HttpContext http, string purpose, CancellationToken cancellation)
    {
        if (http.Request.Cookies[CookieName] is not { } cookie)
            return null;
        http.Response.Cookies.Delete(CookieName, Cookie());
        if (Open(cookie, purpose) is not { } text || text.Split(' ', 2) is not [var until, var state])
            return null;
        var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture));
        return time.GetUtcNow() < expiresAt && await once.TryAsync(text, expiresAt, cancellation) ? state : null;
    }

    private IDataProtector Protector(string purpose) => protection.CreateProtector("tandem.one-time-state", purpose);

    private string? Open(string cookie, string purpose)
    {
        try
        {
            return cookie.Length <= MaximumLength ? Encoding.UTF8.GetString(Protector(purpose).Unprotect(Base64Url.DecodeFromChars(cookie))) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Cookie() => new() { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSiteMode.Strict, Secure = IsHttps, MaxAge = Lifetime };
}
