using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;

namespace Tandem.Management.Gateway;

/// <summary>Something a person had the gateway do. Stored before the gateway is asked, so that nothing is done that nobody recorded.</summary>
public sealed class GatewayAction : IRecord
{
    internal const string Type = "gateway-action";
    internal const int LongestReason = 500;
    internal const int LongestName = 100;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required GatewayActionKind Kind { get; init; }

    /// <summary>Public part of the key; empty until the gateway has named it.</summary>
    public string CallerId { get; set; } = "";

    public required string Application { get; init; }

    public required string AiSystem { get; init; }

    public IReadOnlyList<string> CallerRoles { get; init; } = [];

    public required DateTimeOffset RequestedAt { get; init; }

    public required string RequestedBy { get; init; }

    public GatewayActionOutcome Outcome { get; set; }

    /// <summary>Why it failed, in the gateway's words; empty otherwise.</summary>
    public string Problem { get; set; } = "";

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => Id.ToString();
}

public enum GatewayActionKind
{
    CreateKey,
    RevokeKey,
}

public enum GatewayActionOutcome
{
    /// <summary>Stored, and the gateway's answer is not known: so it stays when we stop in between. The gateway's log says what was done.</summary>
    Requested,
    Done,
    Failed,
}

internal sealed class GatewayActionConfiguration : IEntityTypeConfiguration<GatewayAction>
{
    public void Configure(EntityTypeBuilder<GatewayAction> builder)
    {
        builder.ToTable("gateway_actions");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(e => e.CallerId).HasMaxLength(GatewayAction.LongestName);
        builder.Property(e => e.Application).HasMaxLength(GatewayAction.LongestName);
        builder.Property(e => e.AiSystem).HasMaxLength(GatewayAction.LongestName);
        builder.Property(e => e.CallerRoles).AsJson();
        builder.Property(e => e.RequestedBy).HasMaxLength(200);
        builder.Property(e => e.Outcome).HasConversion<string>().HasMaxLength(16);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.RecordType);
        builder.Ignore(e => e.RecordKey);
    }
}
