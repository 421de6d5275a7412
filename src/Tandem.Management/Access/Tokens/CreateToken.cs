using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Profile;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Tokens;

/// <summary>Makes an access token for the signed-in person, who gives the password once more: a thief of the session must not get what outlives it.</summary>
internal sealed class CreateToken(TandemDbContext db, UserManager<Account> users, PasswordAgain again, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal const int MostLive = 50;

    /// <summary>The token, whose text is shown now and never again, or what is wrong.</summary>
    internal async Task<(ApiToken? Token, TokenText? Text, FormErrors Errors)> ExecuteAsync(NewTokenForm form, CancellationToken cancellation)
    {
        // What is wrong with the form alone costs no attempt.
        var errors = form.Check();
        if (errors.Any)
            return (null, null, errors);
        var account = await users.FindByIdAsync(user.Id) ?? throw new InvalidOperationException("a signed-in person has no account");
        if (!await again.IsRightAsync(account, form.Password ?? "", cancellation))
            return (null, null, errors.Add("password", PasswordAgain.Refusal(account)));

        var now = time.GetUtcNow();
        var name = form.Name!.Trim();
        var live = await db.ApiTokens.Where(t => t.AccountId == account.Id && t.RevokedAt == null && t.ExpiresAt > now).Select(t => t.NameKey).ToListAsync(cancellation);
        if (live.Count >= MostLive)
            errors.Add("", $"you have {MostLive} live tokens, which is the most; revoke one that is no longer used");
        if (live.Contains(name.ToLowerInvariant()))
            errors.Add("name", "you have a live token of this name; choose another, so that the history tells them apart");
        if (errors.Any)
            return (null, null, errors);

        var text = TokenText.Generate();
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Name = name,
            PublicId = text.Id,
            TokenHash = text.SecretHash(),
            Scopes = [.. TokenScopes.All.Select(known => known.Scope).Where(scope => scope == TokenScopes.Read || form.Scopes.Contains(scope))],
            CreatedAt = now,
            ExpiresAt = now.AddDays(form.Days!.Value),
        };
        change.Reason = "access token created by its owner";
        db.Add(token);
        await db.SaveChangesAsync(cancellation);
        return (token, text, errors);
    }
}
