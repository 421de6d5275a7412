using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>An allocated file that waits to become the next segment, so that a commit never waits for allocation and never runs out of room.</summary>
internal sealed record SpareSegment(string Path, ILedgerFile File);
