using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>What the checks at opening found out about a log.</summary>
/// <param name="Count">Records in the log.</param>
/// <param name="LastHash">SHA-256 of the last record's JSON line; 32 zero bytes for an empty log.</param>
/// <param name="Checkpoint">Checkpoint in force; null for a new log.</param>
/// <param name="LeavesBeyondCheckpoint">Leaf hashes of the records after the checkpoint.</param>
/// <param name="Current">Segment to go on in; null when the next record begins a new one.</param>
/// <param name="CurrentOffset">Where its next frame goes.</param>
/// <param name="CurrentCount">Records in it.</param>
/// <param name="CurrentTree">Tree over its records alone.</param>
/// <param name="TornTail">What must be cut off before writing; null when nothing.</param>
internal sealed record OpenedLog(
    long Count, byte[] LastHash, SignedCheckpoint? Checkpoint, List<byte[]> LeavesBeyondCheckpoint,
    SegmentPath? Current, long CurrentOffset, long CurrentCount, MerkleFrontier CurrentTree, TornTail? TornTail);
