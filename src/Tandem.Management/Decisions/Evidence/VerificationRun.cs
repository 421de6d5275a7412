using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Ledger.Verification;
using Tandem.Management.Database;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>One verification of the gateway's whole log, as evidence (kind EV-GWCHECK). Written once and never changed.</summary>
public sealed class VerificationRun : IRecord
{
    internal const string Type = "ledger-verification";

    /// <summary>UUIDv7, so that the newest sorts last.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required VerificationTrigger StartedBy { get; init; }

    /// <summary>Name of the person who asked for it, or `System`.</summary>
    public required string RequestedBy { get; init; }

    public required VerificationVerdict Verdict { get; init; }

    /// <summary>Verifier key it was verified with.</summary>
    public required string LogKey { get; init; }

    public required long Records { get; init; }

    public required long CheckpointSize { get; init; }

    public required string RootHash { get; init; }

    /// <summary>The first problems, in the verifier's words; empty when there are none.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Id.ToString();
}

public enum VerificationTrigger
{
    Start,
    Interval,
    Person,
    Damage,
}

internal sealed class VerificationRunConfiguration : IEntityTypeConfiguration<VerificationRun>
{
    public void Configure(EntityTypeBuilder<VerificationRun> builder)
    {
        builder.ToTable("ledger_verifications");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.StartedBy).HasConversion<string>().HasMaxLength(16);
        builder.Property(e => e.RequestedBy).HasMaxLength(200);
        builder.Property(e => e.Verdict).HasConversion<string>().HasMaxLength(16);
        builder.Property(e => e.LogKey).HasMaxLength(1024);
        builder.Property(e => e.RootHash).HasMaxLength(64);
        builder.Property(e => e.Problems).AsJson();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.RecordType);
        builder.Ignore(e => e.RecordKey);
        builder.HasIndex(e => e.FinishedAt);
    }
}
