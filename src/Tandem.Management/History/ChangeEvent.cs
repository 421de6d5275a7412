using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Management.History;

/// <summary>One change of one record, written in the transaction of the change itself and never altered but for its place in the ledger.</summary>
public sealed class ChangeEvent
{
    /// <summary>Given by the database; orders events for readers.</summary>
    public long Number { get; private set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Account id, or `system`.</summary>
    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string RecordType { get; init; }

    public required string RecordKey { get; init; }

    /// <summary>Version of the record after the change.</summary>
    public required int RecordVersion { get; init; }

    /// <summary>One of <see cref="ChangeAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>JSON object {field: {before, after}}.</summary>
    public required string Fields { get; init; }

    public string? Reason { get; init; }

    public required string RequestId { get; init; }

    /// <summary>32 random hex characters: keeps the hash in the ledger from giving away short contents.</summary>
    public required string Salt { get; init; }

    /// <summary>Index of the `event` record in management's own log; null until it is durable there.</summary>
    public long? LedgerIndex { get; set; }
}

internal sealed class ChangeEventConfiguration : IEntityTypeConfiguration<ChangeEvent>
{
    public void Configure(EntityTypeBuilder<ChangeEvent> builder)
    {
        builder.ToTable("change_events");
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedOnAdd();
        builder.Property(e => e.ActorId).HasMaxLength(64);
        builder.Property(e => e.ActorName).HasMaxLength(200);
        builder.Property(e => e.RecordType).HasMaxLength(64);
        builder.Property(e => e.RecordKey).HasMaxLength(300);
        builder.Property(e => e.Action).HasMaxLength(32);
        builder.Property(e => e.RequestId).HasMaxLength(128);
        builder.Property(e => e.Salt).HasMaxLength(32);
        builder.HasIndex(e => new { e.RecordType, e.RecordKey, e.Number });
        builder.HasIndex(e => e.At);
        // Webhooks follow the order of the log.
        builder.HasIndex(e => e.LedgerIndex);
    }
}
