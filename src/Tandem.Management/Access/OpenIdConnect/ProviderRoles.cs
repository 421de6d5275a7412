using Microsoft.AspNetCore.Identity;
using Tandem.Management.Access.Accounts;
using Tandem.Management.History;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Roles that follow from groups at the provider. Roles that no group gives are not touched, and the last administrator stays one.</summary>
internal sealed class ProviderRoles(UserManager<Account> users, OpenAccount open, Administrators administrators, ChangeContext change, ManagementOptions options)
{
    private SignInProvider Provider => options.SignInProvider!;

    /// <summary>Roles of a new account; empty when it would have none.</summary>
    internal IReadOnlyList<string> OfNewAccount(ProviderPerson person)
    {
        var roles = Of(person);
        return roles.Count > 0 || Provider.DefaultRole.Length == 0 ? roles : [Provider.DefaultRole];
    }

    /// <summary>Gives and takes what the groups say. False when the account has no role at all then, or something else changed it at this moment.</summary>
    internal async Task<bool> FollowAsync(Account account, ProviderPerson person, CancellationToken cancellation)
    {
        var wanted = Of(person);
        var held = await users.GetRolesAsync(account);
        var governed = Provider.Roles.Values.ToHashSet(StringComparer.Ordinal);
        var taken = held.Where(role => governed.Contains(role) && !wanted.Contains(role)).ToList();
        var given = wanted.Except(held, StringComparer.Ordinal).ToList();
        if (Administrators.Administer(held) && !Administrators.Administer([.. held.Except(taken), .. given]))
        {
            await administrators.TakeTurnAsync(cancellation);
            if (!await administrators.IsAnotherAsync(account.Id, cancellation))
                taken.RemoveAll(role => Administrators.Administer([role]));
        }
        change.Reason = $"roles by groups at {Provider.DisplayName}";
        if (taken.Count > 0 && !(await users.RemoveFromRolesAsync(account, taken)).Succeeded)
            return false;
        if (given.Count > 0 && !(await open.GrantAsync(account, given)).Succeeded)
            return false;
        return held.Count - taken.Count + given.Count > 0;
    }

    private List<string> Of(ProviderPerson person) =>
        [.. person.Groups.Distinct(StringComparer.Ordinal).Where(Provider.Roles.ContainsKey).Select(group => Provider.Roles[group]).Distinct(StringComparer.Ordinal)];
}
