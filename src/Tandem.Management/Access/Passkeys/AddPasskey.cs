using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.Profile;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Passkeys;

/// <summary>Adds a passkey to the own account: the password first, then the challenge for the authenticator, then its answer.</summary>
internal sealed class AddPasskey(
    TandemDbContext db, UserManager<Account> users, IPasskeyHandler<Account> handler, OneTimeState challenges, PasswordAgain again, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal const int MaximumPerAccount = 20;

    // With attestation `none` an answer is below two kilobytes; authenticators that ignore the wish send certificates.
    internal const int MaximumAnswerLength = 32 * 1024;

    // WebAuthn section 4: a credential's id has 16 bytes of randomness at least.
    private const int MinimumIdBytes = 16;

    /// <summary>The browser's options as JSON, when the password is right.</summary>
    internal async Task<(FormErrors Errors, string? Options)> BeginAsync(HttpContext http, string password, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        var account = await AccountAsync(http);
        if (!await again.IsRightAsync(account, password, cancellation))
            return (errors.Add("password", PasswordAgain.Refusal(account)), null);
        if (await db.UserPasskeys.CountAsync(p => p.UserId == account.Id, cancellation) >= MaximumPerAccount)
            return (errors.Add("", $"your account has {MaximumPerAccount} passkeys, which is the most; remove one that you no longer use"), null);

        var offer = await handler.MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.DisplayName }, http);
        challenges.Begin(http, Purpose(account), offer.AttestationState!);
        return (errors, offer.CreationOptionsJson);
    }

    /// <summary>What is wrong, by field; nothing when the passkey is added.</summary>
    internal async Task<FormErrors> FinishAsync(HttpContext http, string name, string answer, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        var account = await AccountAsync(http);
        var called = PasskeyName.Read(name, errors);
        if (called is null)
            return errors;
        if (answer.Length is 0 or > MaximumAnswerLength || await challenges.TakeAsync(http, Purpose(account), cancellation) is not { } state)
            return errors.Add("", "the browser's answer is missing, too old or was used already; begin again with your password");

        var result = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = answer, AttestationState = state });
        if (!result.Succeeded || result.Passkey.CredentialId.Length < MinimumIdBytes)
            return errors.Add("", "this passkey cannot be taken: it is registered already, did not check who you are, or was made for another site; try again with another one");

        change.Reason = "passkey added by its owner";
        // Not Identity's way, which would write over a passkey of the same id whosesoever it is.
        db.UserPasskeys.Add(new() { UserId = account.Id, CredentialId = result.Passkey.CredentialId, Data = DataOf(result.Passkey, called) });
        await db.SaveChangesAsync(cancellation);
        return errors;
    }

    // Bound to this session and to the password of now: a sign-out or a new password in between ends it.
    private string Purpose(Account account) => $"add to {account.Id} {account.SecurityStamp} {user.SessionId}";

    private IdentityPasskeyData DataOf(UserPasskeyInfo passkey, string name) => new()
    {
        Name = name,
        CreatedAt = time.GetUtcNow(),
        PublicKey = passkey.PublicKey,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports,
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        // Looked at now and never again.
        AttestationObject = [],
        ClientDataJson = [],
    };

    private async Task<Account> AccountAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
}
