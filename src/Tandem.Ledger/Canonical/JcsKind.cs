using System.Diagnostics.CodeAnalysis;

namespace Tandem.Ledger.Canonical;

/// <summary>The kinds of value in the profile; there is no null and no fraction.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "the names are those of JSON (RFC 8259 section 3)")]
public enum JcsKind
{
    /// <summary>A string of Unicode scalar values.</summary>
    String,

    /// <summary>An integer between -(2^53 - 1) and 2^53 - 1.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A sequence of values; the order is meaning.</summary>
    Array,

    /// <summary>Members by name; written in the order of the names.</summary>
    Object,
}
