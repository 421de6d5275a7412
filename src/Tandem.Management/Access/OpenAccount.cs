using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access;

/// <summary>Stores a new account with its roles, and lets other features do theirs with it. The caller holds the transaction: all of it or nothing.</summary>
internal sealed class OpenAccount(
    UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, IEnumerable<AccountOpened> opened, IServiceProvider services, TimeProvider time)
{
    /// <summary>An account that is not stored yet.</summary>
    internal Account Draft(string email, string name) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        UserName = email,
        Email = email,
        DisplayName = name,
        CreatedAt = time.GetUtcNow(),
    };

    /// <param name="account">A draft.</param>
    /// <param name="password">Null for an account that signs in otherwise.</param>
    /// <param name="granted">Its roles.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<IdentityResult> StoreAsync(Account account, string? password, IReadOnlyList<string> granted, CancellationToken cancellation)
    {
        foreach (var opening in opened)
            await opening.Handle(services, account, cancellation);
        var result = password is null ? await users.CreateAsync(account) : await users.CreateAsync(account, password);
        return result.Succeeded ? await GrantAsync(account, granted) : result;
    }

    /// <summary>Gives roles; those that nobody had before get their row.</summary>
    internal async Task<IdentityResult> GrantAsync(Account account, IReadOnlyList<string> granted)
    {
        foreach (var role in granted)
        {
            if (await roles.RoleExistsAsync(role))
                continue;
            var created = await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7(time.GetUtcNow()) });
            if (!created.Succeeded)
                return created;
        }
        return await users.AddToRolesAsync(account, granted);
    }
}
