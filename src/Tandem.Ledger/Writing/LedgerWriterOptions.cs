using Tandem.Ledger.Notes;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>How a log is written.</summary>
public sealed record LedgerWriterOptions
{
    /// <summary>Smallest segment: 64 KiB.</summary>
    public const long MinimumSegmentSizeBytes = 64 * 1024;

    /// <summary>Largest segment: 1 GiB.</summary>
    public const long MaximumSegmentSizeBytes = 1024L * 1024 * 1024;

    /// <summary>The log's folder; created when it does not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>Origin of the log, such as `gw1.example/ledger`; must be the name of <see cref="LogSigner"/>'s key.</summary>
    public required string Origin { get; init; }

    /// <summary>Name of the one writer of this log, member `w` of every record.</summary>
    public required string Writer { get; init; }

    /// <summary>The log key: signs checkpoints and certifies record keys. The caller keeps ownership.</summary>
    public required NoteSigner LogSigner { get; init; }

    /// <summary>Member `tenant` of records whose draft sets none. Default `default`.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>How long an append waits for the disk, more than zero. Default 250 ms.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Size of a segment in bytes, 64 KiB to 1 GiB. Default 64 MiB.</summary>
    public long SegmentSizeBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Shortest time between two checkpoints while records arrive. Default 1 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Room left in allocated segments below which only completing records (`outcome`, `recovery`) are taken, when no further segment can be
    /// allocated. Default 4 MiB; at most a quarter of a segment is used.</summary>
    public long LowWaterBytes { get; init; } = 4L * 1024 * 1024;

    /// <summary>Longest time and largest number of records for which one record key signs: 24 hours and 10 million.</summary>
    public TimeSpan RecordKeyLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The disk; tests put a failing one here.</summary>
    internal ILedgerFiles Files { get; init; } = DurableFiles.Instance;

    internal long EffectiveLowWaterBytes => Math.Min(LowWaterBytes, SegmentSizeBytes / 4);

    internal static void Validate(LedgerWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problem = options switch
        {
            { Folder: null or "" } => "folder is empty; name the log's folder",
            { Writer: null or "" } => "writer is empty; name the one writer of this log",
            { Tenant: null or "" } => "tenant is empty; the default is `default`",
            { LogSigner: null } => "log signer is missing; give the log key",
            _ when options.LogSigner.VerifierKey.Name != options.Origin =>
                $"log key is named `{options.LogSigner.VerifierKey.Name}`, the log's origin is `{options.Origin}`; use the key of this log",
            { SegmentSizeBytes: < MinimumSegmentSizeBytes or > MaximumSegmentSizeBytes } =>
                $"segment size is {options.SegmentSizeBytes} bytes; choose {MinimumSegmentSizeBytes} to {MaximumSegmentSizeBytes}",
            { LowWaterBytes: < 0 } => "low-water mark is negative; the default is 4 MiB",
            _ when options.CommitTimeout <= TimeSpan.Zero => "commit timeout must be more than zero; the default is 250 ms",
            _ when options.CheckpointInterval < TimeSpan.Zero => "checkpoint interval must not be negative; the default is 1 s",
            _ when options.RecordKeyLifetime <= TimeSpan.Zero => "record key lifetime must be more than zero; the default is 24 hours",
            _ => null,
        };
        if (problem is not null) throw new ArgumentException(problem, nameof(options));
    }
}
