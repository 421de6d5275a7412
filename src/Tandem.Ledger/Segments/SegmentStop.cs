namespace Tandem.Ledger.Segments;

/// <summary>Why a scan of a segment ended.</summary>
internal enum SegmentStop
{
    /// <summary>It has not ended yet.</summary>
    None,

    /// <summary>Only preallocated room follows, or the end of the file.</summary>
    End,

    /// <summary>An intact footer: the segment is complete.</summary>
    Footer,

    /// <summary>Bytes that are no intact frame.</summary>
    Damage,
}
