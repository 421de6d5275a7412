using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Finds the account of a person whom the provider has proven, and begins the session or leads to what is still owed.</summary>
internal sealed class SignInByProvider(
    TandemDbContext db, UserManager<Account> users, OpenAccount open, ProviderRoles roles, LinkProvider link, GiveSession session, PendingSignIn pending,
    SignInTurns turns, ChangeContext change, ManagementOptions options, ILogger<SignInByProvider> logger)
{
    private SignInProvider Provider => options.SignInProvider!;

    internal async Task FinishAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        // Who is signed in already is looked up only after this; linking and the end of an older session need it now.
        if ((await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal is { } user)
            http.User = user;
        var person = ((ProviderHandler.Identity)context.Principal!.Identity!).Person;
        // One after the other, so that a person who comes twice at once gets one account.
        var target = await turns.TakeAsync(person.Key, () => LinkProvider.IsAsked(context.Properties!)
            ? link.FinishAsync(http, context.Properties!, person, http.RequestAborted)
            : SignInAsync(person, Page.LocalOr(context.ReturnUri, "/"), http.RequestAborted), http.RequestAborted);
        if (target is not null)
            http.Response.Redirect(target);
        else
            ProviderEvents.Refuse(http, ProviderRefusal.NoAccount);
    }

    /// <summary>Where to go now; null when nobody may come in.</summary>
    private async Task<string?> SignInAsync(ProviderPerson person, string returnUrl, CancellationToken cancellation)
    {
        if (await FindAsync(person, cancellation) is not { } account)
            return Refuse("no account is linked to this person, and none may be linked or created");
        if (account.DisabledAt is not null || await users.IsLockedOutAsync(account) || !await FollowGroupsAsync(account, person, cancellation))
            return Refuse("the account is disabled or locked, or has no role");
        if (account.TwoFactorEnabled)
        {
            await pending.BeginAsync(account, SignInMethods.ProviderAndCode);
            return QueryHelpers.AddQueryString(SignInByCode.Path, "returnUrl", returnUrl);
        }
        return await session.BeginAsync(account, SignInMethods.Provider) ? returnUrl : Refuse("the account may begin no session");
    }

    private async Task<bool> FollowGroupsAsync(Account account, ProviderPerson person, CancellationToken cancellation)
    {
        change.ActAs(account.Id, account.DisplayName);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await roles.FollowAsync(account, person, cancellation))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>By the provider's own id of the person. By e-mail address only where it is verified, the options say so and the account is nobody else's there.</summary>
    private async Task<Account?> FindAsync(ProviderPerson person, CancellationToken cancellation)
    {
        if (await users.FindByLoginAsync(Provider.Issuer, person.Key) is { } linked)
            return linked;
        if (person is not { Email: { } email, IsEmailVerified: true })
            return null;
        if (await users.FindByEmailAsync(email) is not { } known)
            return Provider.CreatesAccounts ? await CreateAsync(person, email, cancellation) : null;
        return Provider.LinksByEmail && known.DisabledAt is null && !await users.IsLockedOutAsync(known) && !await link.HasLoginAsync(known) && await link.AddAsync(known, person, "linked by verified e-mail address")
            ? known : null;
    }

    private async Task<Account?> CreateAsync(ProviderPerson person, string email, CancellationToken cancellation)
    {
        var granted = roles.OfNewAccount(person);
        if (granted.Count == 0)
            return null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var account = open.Draft(email, person.Name);
        change.ActAs(account.Id, account.DisplayName);
        change.Reason = $"first sign-in at {Provider.DisplayName}";
        var stored = await open.StoreAsync(account, password: null, granted, cancellation);
        if (!stored.Succeeded)
            ProviderLog.Refused(logger, ProviderRefusal.NoAccount, $"the account cannot be stored: {string.Join(", ", stored.Errors.Select(error => error.Code))}");
        if (!stored.Succeeded || !await link.AddAsync(account, person, change.Reason))
            return null;
        await transaction.CommitAsync(cancellation);
        return account;
    }

    private string? Refuse(string detail)
    {
        ProviderLog.Refused(logger, ProviderRefusal.NoAccount, detail);
        return null;
    }
}
