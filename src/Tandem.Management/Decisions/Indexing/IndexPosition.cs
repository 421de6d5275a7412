namespace Tandem.Management.Decisions.Indexing;

/// <summary>How far the index has read, and of which log: enough to notice that the log under it is another one.</summary>
/// <param name="LogKey">Verifier key of the log, which names its origin.</param>
/// <param name="Next">Index of the next record to read; 0 for an empty index.</param>
/// <param name="LastLeafHash">Leaf hash of record <paramref name="Next"/> - 1 in lower-case hex; empty for an empty index.</param>
internal sealed record IndexPosition(string LogKey, long Next, string LastLeafHash);
