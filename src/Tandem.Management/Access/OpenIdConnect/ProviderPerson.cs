using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>A person as the provider describes him or her.</summary>
/// <param name="Key">The provider's own id of the person, in the form in which links to accounts keep it.</param>
/// <param name="Email">E-mail address; null when none is told or it is none.</param>
/// <param name="IsEmailVerified">True when the address is known to be the person's.</param>
/// <param name="Name">Name to show; the e-mail address when none is told.</param>
/// <param name="Groups">Groups, as far as they are told.</param>
internal sealed record ProviderPerson(string Key, string? Email, bool IsEmailVerified, string Name, IReadOnlyList<string> Groups)
{
    private const int LongestSubject = 255; // OpenID Connect Core section 2
    private const int LongestKey = 128; // what the database keeps
    private const string Hashed = "sha256:";

    private static readonly EmailAddressAttribute EmailRule = new();

    /// <summary>Claims that must be told somewhere before a person can be read.</summary>
    internal static bool IsMissingFrom(JsonElement claims, SignInProvider provider) =>
        !claims.TryGetProperty(provider.EmailClaim, out _) || (provider.GroupsClaim.Length > 0 && !claims.TryGetProperty(provider.GroupsClaim, out _));

    /// <param name="claims">Claims of the ID token.</param>
    /// <param name="more">Claims of the same person from the provider's UserInfo endpoint; what the token tells counts more.</param>
    /// <param name="provider">Which claims hold what.</param>
    /// <exception cref="ProviderException">The token names nobody, or the other claims are another person's.</exception>
    internal static ProviderPerson Read(JsonElement claims, JsonElement? more, SignInProvider provider)
    {
        if (claims.Text("sub") is not { Length: > 0 and <= LongestSubject } subject || subject.Any(c => c is < ' ' or > '~'))
            throw new ProviderException(ProviderRefusal.Unproven, "the provider's ID token names nobody");
        // OpenID Connect Core section 5.3.2: else one person's address could be put beside another's id.
        if (more?.Text("sub") is var other && more is not null && other != subject)
            throw new ProviderException(ProviderRefusal.Unproven, "the provider's UserInfo endpoint speaks of another person than its ID token");

        var emailSource = claims.TryGetProperty(provider.EmailClaim, out _) || more is null ? claims : more.Value;
        var email = emailSource.Text(provider.EmailClaim)?.Trim() is { Length: > 0 and <= 256 } address && EmailRule.IsValid(address) ? address : null;
        var name = (claims.Text("name") ?? more?.Text("name"))?.Trim() is { Length: > 0 and <= 200 } told && !told.Any(char.IsControl) ? told : email ?? "";
        var groups = provider.GroupsClaim.Length == 0 ? []
            : claims.TryGetProperty(provider.GroupsClaim, out var own) || (more?.TryGetProperty(provider.GroupsClaim, out own) ?? false) ? own.Texts() : [];
        return new(KeyOf(subject), email, email is not null && IsVerified(emailSource, provider), name, groups);
    }

    // The claim speaks of `email` and of no other that may hold an address; some providers write it as text.
    private static bool IsVerified(JsonElement source, SignInProvider provider) => provider.TrustsEmail
        || (provider.EmailClaim == "email" && source.TryGetProperty("email_verified", out var verified) && (verified.ValueKind == JsonValueKind.True || (verified.ValueKind == JsonValueKind.String && verified.ValueEquals("true"))));

    private static string KeyOf(string subject) => subject.Length <= LongestKey && !subject.StartsWith(Hashed, StringComparison.Ordinal)
        ? subject
        : Hashed + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(subject)));
}
