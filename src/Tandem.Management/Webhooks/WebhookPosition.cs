using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Management.Webhooks;

/// <summary>How far the history was told; one row. Bookkeeping and no record.</summary>
internal sealed class WebhookPosition
{
    internal const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>Index in management's own log of the last change that was looked at; -1 before the first.</summary>
    public long LedgerIndex { get; set; }
}

internal sealed class WebhookPositionConfiguration : IEntityTypeConfiguration<WebhookPosition>
{
    public void Configure(EntityTypeBuilder<WebhookPosition> builder)
    {
        builder.ToTable("webhook_position");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        // Two processes on one database: the second finds that the first went on, and nothing is told twice.
        builder.Property(p => p.LedgerIndex).IsConcurrencyToken();
    }
}
