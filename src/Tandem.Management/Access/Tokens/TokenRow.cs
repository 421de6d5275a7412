using Tandem.Management.Database;

namespace Tandem.Management.Access.Tokens;

/// <summary>An access token as lists show it, without its hash.</summary>
public sealed record TokenRow
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Owner { get; init; }

    public required string Name { get; init; }

    /// <summary>Words of name and owner, in lower case.</summary>
    public required string SearchText { get; init; }

    public required string PublicId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How it begins, which may be shown and tells it from others.</summary>
    internal string Start => $"{TokenText.Prefix}{PublicId}_…";

    internal static IQueryable<TokenRow> All(TandemDbContext db) =>
        from token in Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsNoTracking(db.ApiTokens)
        join account in db.Users on token.AccountId equals account.Id
        join person in db.People on account.PersonKey equals person.Key into persons
        from person in persons.DefaultIfEmpty()
        select new TokenRow
        {
            Id = token.Id,
            AccountId = token.AccountId,
            Owner = account.DisplayName,
            Name = token.Name,
            SearchText = token.NameKey + " " + person!.SearchText,
            PublicId = token.PublicId,
            Scopes = token.Scopes,
            CreatedAt = token.CreatedAt,
            LastUsedAt = token.LastUsedAt,
            ExpiresAt = token.ExpiresAt,
            RevokedAt = token.RevokedAt,
        };
}
