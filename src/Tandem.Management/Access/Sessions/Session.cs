using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Sessions;

/// <summary>One sign-in of one person in one browser, from its beginning to its end. Ended ones stay as rows; where they came from is forgotten after a while.</summary>
public sealed class Session : IRecord, IOfAccount
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Lower-case hex SHA-256 of what the cookie carries (<see cref="SessionToken"/>).</summary>
    public required string TokenHash { get; set; }

    /// <summary>What the person signed in with; a constant of <see cref="SignInMethods"/>.</summary>
    public required string Method { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Written once a minute at most; history leaves it out.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>End at the latest, however much it is used.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Coarse words for the browser (<see cref="BrowserWords"/>), empty when forgotten; history leaves it out, because nothing can be taken out of that.</summary>
    public required string SeenWith { get; init; }

    /// <summary>Network that it began in (<see cref="SourceNetwork"/>), empty when forgotten; history leaves it out.</summary>
    public required string SeenFrom { get; init; }

    /// <summary>Null while nothing has ended it; see <see cref="LiveSessions"/> for whether it is live.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>A constant of <see cref="SessionEnd"/>; null as long as <see cref="EndedAt"/> is.</summary>
    public string? EndedBecause { get; set; }

    public int Version { get; set; }

    public string RecordType => "session";

    public string RecordKey => Id.ToString();
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.TokenHash).HasMaxLength(64);
        builder.Property(s => s.Method).HasMaxLength(64);
        builder.Property(s => s.SeenWith).HasMaxLength(64);
        builder.Property(s => s.SeenFrom).HasMaxLength(64);
        builder.Property(s => s.EndedBecause).HasMaxLength(64);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.RecordType);
        builder.Ignore(s => s.RecordKey);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => new { s.AccountId, s.StartedAt });
        builder.HasIndex(s => s.EndedAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
