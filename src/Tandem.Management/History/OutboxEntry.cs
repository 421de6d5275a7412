using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Management.History;

/// <summary>A change that is not yet in the ledger; written with the change, removed when its record there is durable.</summary>
internal sealed class OutboxEntry
{
    public long ChangeNumber { get; private set; }

    public required ChangeEvent Change { get; init; }
}

internal sealed class OutboxEntryConfiguration : IEntityTypeConfiguration<OutboxEntry>
{
    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(e => e.ChangeNumber);
        builder.Property(e => e.ChangeNumber).ValueGeneratedNever();
        builder.HasOne(e => e.Change).WithOne().HasForeignKey<OutboxEntry>(e => e.ChangeNumber).OnDelete(DeleteBehavior.Restrict);
    }
}
