using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Streams;

/// <summary>One text of a streamed answer that comes in pieces.</summary>
internal abstract class TextChannel
{
    /// <summary>True once something in it was blocked; nothing is released from then on.</summary>
    public abstract bool IsBlocked { get; }

    /// <summary>True when it is blocked because it cannot be judged within the limits, and not for a finding.</summary>
    public abstract bool IsUninspectable { get; }

    /// <summary>Bytes that came and were not released.</summary>
    public abstract int HeldBytes { get; }

    public abstract IEnumerable<Finding> Findings { get; }

    public abstract void Append(ReadOnlySpan<byte> utf8);

    /// <summary>Gives what is final, in whole characters.</summary>
    /// <param name="final">True when no more pieces come.</param>
    public abstract byte[] Drain(bool final);
}
