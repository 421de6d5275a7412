using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>An account as administrators see it; nothing of what it signs in with.</summary>
public sealed record AccountRow
{
    internal const string Active = "active";
    internal const string Invited = "invited";
    internal const string Disabled = "disabled";

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string? PersonKey { get; init; }

    /// <summary>Words of name and address, in lower case.</summary>
    public required string SearchText { get; init; }

    public required List<string> Roles { get; init; }

    public required bool HasSecondFactor { get; init; }

    public required int Passkeys { get; init; }

    public required DateTimeOffset? LastSignInAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>First sign-in; null for who was invited and has not come yet.</summary>
    public required DateTimeOffset? JoinedAt { get; init; }

    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>End of the one-time link that is open; null when there is none.</summary>
    public required DateTimeOffset? LinkEndsAt { get; init; }

    internal string State => DisabledAt is not null ? Disabled : JoinedAt is null ? Invited : Active;

    internal Tone Tone => State switch { Active => Tone.Good, Invited => Tone.Active, _ => Tone.Neutral };

    internal static IQueryable<AccountRow> All(TandemDbContext db) =>
        from account in db.Users.AsNoTracking()
        join person in db.People on account.PersonKey equals person.Key into persons
        from person in persons.DefaultIfEmpty()
        select new AccountRow
        {
            Id = account.Id,
            Name = account.DisplayName,
            Email = account.Email!,
            PersonKey = account.PersonKey,
            SearchText = person!.SearchText ?? "",
            Roles = (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id where link.UserId == account.Id orderby role.Name select role.Name).ToList(),
            HasSecondFactor = account.TwoFactorEnabled,
            Passkeys = db.UserPasskeys.Count(p => p.UserId == account.Id),
            LastSignInAt = db.Sessions.Where(s => s.AccountId == account.Id).OrderByDescending(s => s.StartedAt).Select(s => (DateTimeOffset?)s.StartedAt).FirstOrDefault(),
            CreatedAt = account.CreatedAt,
            JoinedAt = account.JoinedAt,
            DisabledAt = account.DisabledAt,
            LinkEndsAt = db.AccountLinks.Where(l => l.AccountId == account.Id).Select(l => (DateTimeOffset?)l.ExpiresAt).FirstOrDefault(),
        };
}
