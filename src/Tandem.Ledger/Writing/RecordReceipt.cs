using System.Runtime.InteropServices;

namespace Tandem.Ledger.Writing;

/// <summary>The place of a durable record.</summary>
/// <param name="Index">Zero-based index in the log.</param>
/// <param name="Sequence">The writer's sequence number `n`; equal to the index while a log has one writer.</param>
/// <param name="Time">Time stated in the record, UTC, in microseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordReceipt(long Index, long Sequence, DateTimeOffset Time);
