using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Profile;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Links the own account to a person at the provider, and undoes it. Links hold the issuer and the provider's id of the person, no address.</summary>
internal sealed class LinkProvider(
    TandemDbContext db, UserManager<Account> users, OneTimeState state, PasswordAgain again, GiveSession session, CurrentUser user, ChangeContext change, ManagementOptions options)
{
    internal const string Path = "/account/provider";
    internal const string Linked = "linked";
    internal const string Taken = "taken";

    private const string Asked = "link";

    private SignInProvider Provider => options.SignInProvider!;

    internal async Task<bool> HasLoginAsync(Account account) => (await users.GetLoginsAsync(account)).Any(login => login.LoginProvider == Provider.Issuer);

    internal async Task<bool> AddAsync(Account account, ProviderPerson person, string reason)
    {
        change.Reason = reason;
        return (await users.AddLoginAsync(account, new(Provider.Issuer, person.Key, Provider.DisplayName))).Succeeded;
    }

    internal async Task<bool> IsLinkedAsync(HttpContext http) => await HasLoginAsync(await AccountAsync(http));

    /// <summary>Asks for the password: whoever stole the session could link a person of his own and come back for ever.</summary>
    internal async Task<FormErrors> BeginAsync(HttpContext http, string password, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        if (await HasLoginAsync(account))
            return new FormErrors().Add("", $"your account is linked already; undo that first");
        if (!await again.IsRightAsync(account, password, cancellation))
            return new FormErrors().Add("password", PasswordAgain.Refusal(account));
        state.Begin(http, Purpose(account), account.Id.ToString());
        return FormErrors.None;
    }

    /// <summary>What the challenge at the provider is begun with; null when the password was not asked a moment ago.</summary>
    internal async Task<AuthenticationProperties?> GoOnAsync(HttpContext http, CancellationToken cancellation) =>
        await state.TakeAsync(http, Purpose(await AccountAsync(http)), cancellation) is { } account ? new AuthenticationProperties { RedirectUri = Path, Items = { [Asked] = account } } : null;

    internal static bool IsAsked(AuthenticationProperties properties) => properties.Items.ContainsKey(Asked);

    /// <summary>Where to go now; null when the one who began it is no longer signed in.</summary>
    internal async Task<string?> FinishAsync(HttpContext http, AuthenticationProperties properties, ProviderPerson person, CancellationToken cancellation)
    {
        if (await users.GetUserAsync(http.User) is not { } account || account.Id.ToString() != properties.Items[Asked])
            return null;
        if (await HasLoginAsync(account) || await users.FindByLoginAsync(Provider.Issuer, person.Key) is not null)
            return $"{Path}?done={Taken}";
        return await AddAsync(account, person, "linked by its owner") ? $"{Path}?done={Linked}" : $"{Path}?done={Taken}";
    }

    /// <summary>All other sessions end, as one of them may have begun at the provider.</summary>
    internal async Task<FormErrors> UndoAsync(HttpContext http, string password, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        var login = await db.UserLogins.FirstOrDefaultAsync(l => l.UserId == account.Id && l.LoginProvider == Provider.Issuer, cancellation);
        if (login is null)
            return new FormErrors().Add("", "your account is not linked");
        if (account.PasswordHash is null && !await db.UserPasskeys.AnyAsync(p => p.UserId == account.Id, cancellation))
            return new FormErrors().Add("", "you could not sign in any more: your account has no password; add a passkey first");
        if (!await again.IsRightAsync(account, password, cancellation))
            return new FormErrors().Add("password", PasswordAgain.Refusal(account));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.UserLogins.Remove(login);
        change.Reason = "link undone by its owner";
        await db.SaveChangesAsync(cancellation);
        await session.RenewAsync(account, SessionEnd.LinkUndone);
        await transaction.CommitAsync(cancellation);
        return FormErrors.None;
    }

    private string Purpose(Account account) => $"link {account.Id} {account.SecurityStamp} {user.SessionId}";

    private async Task<Account> AccountAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
}
