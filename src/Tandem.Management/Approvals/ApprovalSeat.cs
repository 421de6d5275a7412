using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Approvals;

/// <summary>One approver's place in an approval, and the decision that was given on it.</summary>
public sealed class ApprovalSeat : IKeptRecord
{
    internal const string Type = "approval-seat";

    public required ApprovalId ApprovalId { get; init; }

    public required string ApprovalKey { get; init; }

    /// <summary>Key of the approver.</summary>
    public required string Person { get; init; }

    public required string PersonName { get; init; }

    /// <summary>Null until decided.</summary>
    public ApprovalVerdict? Verdict { get; set; }

    public string Reason { get; set; } = "";

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Account that decided; empty until then.</summary>
    public string DecidedBy { get; set; } = "";

    /// <summary>Key of the person who decided: the approver, or the deputy during an absence.</summary>
    public string DecidedByPerson { get; set; } = "";

    public string DecidedByName { get; set; } = "";

    /// <summary>What the fresh sign-in for this decision was made with.</summary>
    public string SignedWith { get; set; } = "";

    /// <summary>The sentence signed for.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>Hash of exactly what was signed for.</summary>
    public string ContentHash { get; set; } = "";

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{ApprovalKey}/{Person}";

    internal bool IsByDeputy => DecidedByPerson.Length > 0 && DecidedByPerson != Person;
}

internal sealed class ApprovalSeatConfiguration : IEntityTypeConfiguration<ApprovalSeat>
{
    public void Configure(EntityTypeBuilder<ApprovalSeat> builder)
    {
        builder.ToTable("approval_seats");
        builder.HasKey(s => new { s.ApprovalId, s.Person });
        builder.Property(s => s.ApprovalKey).HasMaxLength(RecordLimits.Key);
        builder.Property(s => s.Person).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(s => new { s.Person, s.Verdict });
        builder.Property(s => s.PersonName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(s => s.Verdict).HasConversion<string>().HasMaxLength(16);
        builder.Property(s => s.Reason).HasMaxLength(ApprovalLimits.Text);
        builder.Property(s => s.DecidedBy).HasMaxLength(64);
        builder.Property(s => s.DecidedByPerson).HasMaxLength(RecordLimits.Key);
        builder.Property(s => s.DecidedByName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(s => s.SignedWith).HasMaxLength(64);
        builder.Property(s => s.Sentence).HasMaxLength(ApprovalLimits.Sentence);
        builder.Property(s => s.ContentHash).HasMaxLength(64);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.RecordType);
        builder.Ignore(s => s.RecordKey);
        builder.Ignore(s => s.IsByDeputy);
    }
}
