using System.Runtime.InteropServices;

namespace Tandem.Inspection.Classification;

/// <summary>State that all views of one scan share.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ScanRun(ScanBudget budget, SegmentProvenance provenance)
{
    internal ScanBudget Budget = budget;

    /// <summary>Findings so far; null while there are none, so that clean text allocates nothing.</summary>
    internal List<Finding>? Found;

    /// <summary>Smallest offset in the scanned text that may belong to something not yet decidable; the largest number when all is decided.</summary>
    internal int OpenAt = int.MaxValue;

    /// <summary>Where in the scanned text the part begins of which nothing is decided yet: what stands before is there to be looked back at.</summary>
    internal int DecidedTo;

    /// <summary>Bytes of decoded text that may still be made: the expansion cap.</summary>
    internal long Expansion;

    /// <summary>See <see cref="ScanFrame.ReportedTo"/>.</summary>
    internal int ReportedTo;

    /// <summary>Digits and separators that were read already, so that a long row of them is read once: see <see cref="ScanFrame.DigitsTo"/>.</summary>
    internal (int From, int To) DigitRow;

    internal SegmentProvenance Provenance { get; } = provenance;
}
