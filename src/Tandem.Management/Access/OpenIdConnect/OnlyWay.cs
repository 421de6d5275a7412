using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Keeps people to the provider where the options make it the only way in. Administrators keep theirs, so that nobody is locked out when the provider is gone.</summary>
internal sealed class OnlyWay(UserManager<Account> users, ManagementOptions options)
{
    /// <summary>Whether the account may begin a session by this method; a constant of <see cref="SignInMethods"/>.</summary>
    internal async Task<bool> AllowsAsync(Account account, string method) =>
        options.SignInProvider is not { IsOnlyWay: true }
        || method is SignInMethods.Provider or SignInMethods.ProviderAndCode or SignInMethods.SetUpLink
        || (await users.GetRolesAsync(account)).Any(Permissions.Holders[Permissions.Administer].Contains);
}
