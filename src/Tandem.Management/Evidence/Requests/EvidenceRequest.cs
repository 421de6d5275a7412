using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Evidence.Requests;

public readonly record struct EvidenceRequestId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class EvidenceRequestIdConverter() : TypedIdConverter<EvidenceRequestId>(value => new EvidenceRequestId(value));

/// <summary>Where a request stands.</summary>
public enum RequestState
{
    Open,
    Answered,
    Accepted,

    /// <summary>The answer was not what was asked for.</summary>
    Returned,
    Closed,
}

/// <summary>That somebody asks somebody for evidence of something, by a day. Who asks is its owner.</summary>
public sealed class EvidenceRequest : Record
{
    internal const string Type = "evidence-request";

    public required EvidenceRequestId Id { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Identifier of a kind of the catalogue; empty for any.</summary>
    public string Kind { get; set; } = "";

    public string Details { get; set; } = "";

    /// <summary>Key of the record that is to be shown; empty for none.</summary>
    public string About { get; set; } = "";

    /// <summary>Identifier of the requirement that is to be shown; empty for none.</summary>
    public string Requirement { get; set; } = "";

    /// <summary>First day of the time that is asked about.</summary>
    public DateOnly? PeriodFrom { get; set; }

    public DateOnly? PeriodTo { get; set; }

    /// <summary>Key of the person who is asked.</summary>
    public string Assignee { get; set; } = "";

    public string AssigneeName { get; set; } = "";

    public DateOnly? DueDay { get; set; }

    public RequestState State { get; set; }

    /// <summary>Key of the evidence item that answers it; empty as long as none does.</summary>
    public string Answer { get; set; } = "";

    /// <summary>True when the item was in the register before it was asked for.</summary>
    public bool WasInRegister { get; set; }

    public DateOnly? AnsweredOn { get; set; }

    /// <summary>What the answer is to show: a record, a requirement, both or neither.</summary>
    internal IReadOnlyList<string> Shown => [.. new[] { About, Requirement }.Where(shown => shown.Length > 0)];

    public override string RecordType => Type;
}

internal sealed class EvidenceRequestConfiguration : IEntityTypeConfiguration<EvidenceRequest>
{
    public void Configure(EntityTypeBuilder<EvidenceRequest> builder)
    {
        builder.ToTable("evidence_requests");
        builder.HasKey(r => r.Id);
        RecordColumns.Configure(builder);
        builder.Property(r => r.Title).HasMaxLength(EvidenceLimits.Title);
        builder.Property(r => r.Kind).HasMaxLength(EvidenceLimits.Kind);
        builder.Property(r => r.About).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.Requirement).HasMaxLength(EvidenceLimits.Kind);
        builder.Property(r => r.Assignee).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.AssigneeName).HasMaxLength(RecordLimits.PersonName);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(r => r.Answer).HasMaxLength(RecordLimits.Key);
        builder.HasIndex(r => new { r.Assignee, r.State });
        builder.HasIndex(r => new { r.ArchivedAt, r.State, r.DueDay });
    }
}
