using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Approvals;

/// <summary>Exactly one version of one record, put forward to people who approve or reject it.</summary>
public sealed class Approval : IKeptRecord
{
    internal const string Type = "approval";

    internal const string KeyPrefix = "APR";

    public required ApprovalId Id { get; init; }

    public required string Key { get; init; }

    public required long Number { get; init; }

    public required string SubjectType { get; init; }

    public required string SubjectKey { get; init; }

    public required int SubjectVersion { get; init; }

    /// <summary>Title of the record when it was put forward.</summary>
    public required string SubjectTitle { get; init; }

    /// <summary>What it is put forward for, one of <see cref="ApprovalPurpose"/>; empty for what only the sentence says.</summary>
    public required string Purpose { get; init; }

    /// <summary>What an approver signs for.</summary>
    public required string Sentence { get; init; }

    public required string Note { get; init; }

    /// <summary>What the hash is of: <see cref="SignedContent"/>.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>How many must approve.</summary>
    public required int Quorum { get; init; }

    /// <summary>Last day for a decision; null for none.</summary>
    public required DateOnly? Due { get; init; }

    /// <summary>Account that put it forward.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Key of that person.</summary>
    public required string AskedByPerson { get; init; }

    public required string AskedByName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ApprovalState State { get; set; }

    /// <summary>When it was no longer open; null while it is.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Why it ended without a decision; empty when it did not.</summary>
    public string ClosedBecause { get; set; } = "";

    /// <summary>How many approved. Kept here so that each decision changes this row too and two at once cannot both be the last.</summary>
    public int Approved { get; set; }

    public int Rejected { get; set; }

    public int Version { get; set; }

    public string SearchText { get; init; } = "";

    public ICollection<ApprovalSeat> Seats { get; init; } = [];

    public string RecordType => Type;

    public string RecordKey => Key;

    internal string Path => $"/approvals/{Key}";

    internal void Close(ApprovalState state, DateTimeOffset at, string because = "") => (State, ClosedAt, ClosedBecause) = (state, at, because);
}

internal sealed class ApprovalConfiguration : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("approvals");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Key).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(a => a.Key).IsUnique();
        builder.HasIndex(a => a.Number).IsUnique();
        builder.Property(a => a.SubjectType).HasMaxLength(64);
        builder.Property(a => a.SubjectKey).HasMaxLength(RecordLimits.Key);
        builder.Property(a => a.Purpose).HasMaxLength(32);
        builder.Property(a => a.Sentence).HasMaxLength(ApprovalLimits.Sentence);
        builder.Property(a => a.Note).HasMaxLength(ApprovalLimits.Text);
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.Property(a => a.AskedBy).HasMaxLength(64);
        builder.Property(a => a.AskedByPerson).HasMaxLength(RecordLimits.Key);
        builder.Property(a => a.AskedByName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(a => a.State).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(a => a.State);
        builder.HasIndex(a => new { a.SubjectType, a.SubjectKey, a.State });
        // One open approval of a record for a purpose, also when two people put it forward at once.
        builder.HasIndex(a => new { a.SubjectType, a.SubjectKey, a.Purpose }).IsUnique().HasFilter("state = 'Open'");
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasMany(a => a.Seats).WithOne().HasForeignKey(s => s.ApprovalId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(a => a.RecordType);
        builder.Ignore(a => a.RecordKey);
        builder.Ignore(a => a.Path);
    }
}
