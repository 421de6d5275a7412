namespace Tandem.Ledger.Segments;

/// <summary>Names of the files of a log, relative to its folder. Segments: <see cref="SegmentPath"/>.</summary>
internal static class LedgerFiles
{
    public const string Checkpoint = "checkpoint";
    public const string VerifierKey = "log.vkey";
    public const string Tiles = "tile";
}
