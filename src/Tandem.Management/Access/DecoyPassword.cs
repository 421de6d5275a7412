using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access;

/// <summary>A password that nobody has. It is verified against when there is no such account, with the same work as a real one, so that the time taken does not tell who has an account.</summary>
internal sealed class DecoyPassword
{
    private string? _hash;

    internal void Verify(UserManager<Account> users, string password)
    {
        _hash ??= users.PasswordHasher.HashPassword(new Account(), RandomNumberGenerator.GetHexString(32));
        users.PasswordHasher.VerifyHashedPassword(new Account(), _hash, password);
    }
}
