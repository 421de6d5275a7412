using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">First 128 bits of the SHA-256 of the credential's id, which may be a kilobyte long; 32 lower-case hexadecimal digits.</param>
/// <param name="Name">What the owner calls it.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="LastUsedAt">When somebody last signed in with it; null: never.</param>
/// <param name="IsSynchronised">True when the maker of the device keeps a copy for the owner's other devices.</param>
public sealed record PasskeyRow(string Id, string Name, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt, bool IsSynchronised)
{
    internal static string IdOf(byte[] credentialId) => Convert.ToHexStringLower(SHA256.HashData(credentialId).AsSpan(0, 16));

    /// <summary>All passkeys of an account, the oldest first.</summary>
    internal static async Task<IReadOnlyList<PasskeyRow>> OfAsync(Guid account, TandemDbContext db, CancellationToken cancellation)
    {
        var stored = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == account)
            .Select(p => new { Passkey = p, LastUsedAt = EF.Property<DateTimeOffset?>(p, PasskeyColumns.LastUsedAt) }).ToListAsync(cancellation);
        return [.. stored.Select(row => Of(row.Passkey, row.LastUsedAt)).OrderBy(row => row.AddedAt).ThenBy(row => row.Id, StringComparer.Ordinal)];
    }

    private static PasskeyRow Of(IdentityUserPasskey<Guid> passkey, DateTimeOffset? lastUsedAt) =>
        new(IdOf(passkey.CredentialId), passkey.Data.Name ?? "", passkey.Data.CreatedAt, lastUsedAt, passkey.Data.IsBackedUp);
}
