using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Tokens;

/// <summary>A credential by which a program acts for a person, within scopes and for a time. Revoked and expired ones stay as rows.</summary>
internal sealed class ApiToken : IRecord, IOfAccount
{
    internal const int LongestName = 60;

    private readonly string _name = "";

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>What the person calls it; history names changes by it.</summary>
    public required string Name
    {
        get => _name;
        init => (_name, NameKey) = (value, value.ToLowerInvariant());
    }

    /// <summary>The name as it is searched and compared: lower case.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>The part of the token that may be shown (<see cref="TokenText.Id"/>).</summary>
    public required string PublicId { get; init; }

    /// <summary>Lower-case hex SHA-256 of the token's secret.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Constants of <see cref="TokenScopes"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Written once a minute at most; history leaves it out.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public int Version { get; set; }

    public string RecordType => "api-token";

    public string RecordKey => Id.ToString();
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(ApiToken.LongestName);
        builder.Property(t => t.NameKey).HasMaxLength(ApiToken.LongestName);
        builder.Property(t => t.PublicId).HasMaxLength(16);
        builder.Property(t => t.TokenHash).HasMaxLength(64);
        builder.Property(t => t.Scopes).AsJson();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.Ignore(t => t.RecordType);
        builder.Ignore(t => t.RecordKey);
        builder.HasIndex(t => t.PublicId).IsUnique();
        builder.HasIndex(t => new { t.AccountId, t.CreatedAt });
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
