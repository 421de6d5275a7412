namespace Tandem.Ledger.Hammering;

/// <summary>Load that is put on a log.</summary>
public sealed record HammerOptions
{
    /// <summary>Callers that append at the same time, 1 to 4,096. Default 64.</summary>
    public int Callers { get; init; } = 64;

    /// <summary>Records to append in all; null for no limit. One of count and duration must be given.</summary>
    public long? Count { get; init; }

    /// <summary>How long to append; null for no limit.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Bytes of text in each record, 0 to 8,192. Default 600, which gives records of about 1 KiB.</summary>
    public int TextBytes { get; init; } = 600;

    /// <summary>Receives one line `index id` for each acknowledged record as soon as it is acknowledged, flushed line by line: what it holds when the
    /// process is killed must be in the log afterwards. null for nothing. The caller keeps ownership.</summary>
    public TextWriter? Acknowledged { get; init; }

    /// <summary>Whether every acknowledged record is read back and proved at the end. Default true.</summary>
    public bool ReadBack { get; init; } = true;
}
