using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Controls.Testing;

/// <summary>What one run of a test found; numbered from 1 within the test and never changed: a wrong one is corrected by a later one that names it.</summary>
public sealed class ControlTestResult : IKeptRecord
{
    internal const string Type = "control-test-result";

    public required string TestKey { get; init; }

    public required int Number { get; init; }

    public required TestResult Result { get; init; }

    /// <summary>Day on which it was run.</summary>
    public required DateOnly PerformedOn { get; init; }

    /// <summary>Key of the instance that was tested; empty when the result holds wherever the control is in place.</summary>
    public required string Instance { get; init; }

    /// <summary>What was looked at and found.</summary>
    public required string Note { get; init; }

    /// <summary>Number of the result that this one takes the place of; null for none.</summary>
    public required int? Corrects { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public int Version { get; set; }

    public string RecordType => Type;

    public string RecordKey => $"{TestKey}/{Number}";
}

internal sealed class ControlTestResultConfiguration : IEntityTypeConfiguration<ControlTestResult>
{
    public void Configure(EntityTypeBuilder<ControlTestResult> builder)
    {
        builder.ToTable("control_test_results");
        builder.HasKey(r => new { r.TestKey, r.Number });
        builder.Property(r => r.TestKey).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.Result).HasConversion<string>().HasMaxLength(16);
        builder.Property(r => r.Instance).HasMaxLength(RecordLimits.Key);
        builder.Property(r => r.RecordedBy).HasMaxLength(RecordLimits.PersonName);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.RecordType);
        builder.Ignore(r => r.RecordKey);
    }
}
