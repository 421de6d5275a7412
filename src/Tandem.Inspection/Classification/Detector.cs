namespace Tandem.Inspection.Classification;

/// <summary>Recognises one type. Holds no state: one instance serves all scans.</summary>
internal abstract class Detector(string id, int version, string type, string level)
{
    /// <summary>Name of the detector, for rules and records; not the type, for one type may have several.</summary>
    internal string Id { get; } = id;

    /// <summary>Raised whenever the detector may find something else than before.</summary>
    internal int Version { get; } = version;

    internal string Type { get; } = type;

    internal string Level { get; } = level;

    internal string Name { get; } = $"{id}@{version}";

    /// <summary>Words whose occurrence calls <see cref="Confirm"/>; lower case, at least 2 characters; compared without case.</summary>
    internal virtual IReadOnlyList<string> Keywords => [];

    /// <summary>True when each run of digits calls <see cref="Confirm"/>.</summary>
    internal virtual bool WantsDigits => false;

    /// <summary>True when each commercial at calls <see cref="Confirm"/>.</summary>
    internal virtual bool WantsAt => false;

    /// <summary>True when a finding of another type that overlaps is the better explanation.</summary>
    internal virtual bool IsWeak => false;

    /// <summary>Texts in which the detector must find exactly what they say; at least one of each kind.</summary>
    internal abstract IReadOnlyList<DetectorExample> Examples { get; }

    /// <summary>What of the detector's rule is not in its code, for the catalogue's hash.</summary>
    internal virtual string Rule => "";

    /// <summary>Judges the candidate at a keyword, digit run or at sign, and reports what it finds.</summary>
    /// <param name="frame">The view.</param>
    /// <param name="start">First byte of the trigger.</param>
    /// <param name="end">After its last byte.</param>
    internal abstract void Confirm(ref ScanFrame frame, int start, int end);
}
