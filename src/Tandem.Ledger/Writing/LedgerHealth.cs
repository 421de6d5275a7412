namespace Tandem.Ledger.Writing;

/// <summary>How a writer is.</summary>
/// <param name="State">Whether it takes records.</param>
/// <param name="Records">Durable records.</param>
/// <param name="CheckpointSize">Records covered by the published checkpoint; 0 when there is none.</param>
/// <param name="CheckpointTime">When that checkpoint was published by this writer; null when it was by an earlier one.</param>
/// <param name="Reason">What is wrong and what to do; null when nothing is.</param>
public sealed record LedgerHealth(LedgerState State, long Records, long CheckpointSize, DateTimeOffset? CheckpointTime, string? Reason);
