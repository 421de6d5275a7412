using System.Runtime.InteropServices;

namespace Tandem.Inspection.Classification;

/// <summary>How much work one scan may do. A step is about one byte looked at once, so the count depends on the text alone, never on the machine.</summary>
/// <remarks>Exceeding the budget stops the scan: what was found so far stays, and the caller has to refuse the text (fail closed). Not thread-safe.</remarks>
[StructLayout(LayoutKind.Auto)]
public struct ScanBudget
{
    /// <summary>Steps granted for each byte of text by <see cref="ForLength"/>.</summary>
    public const int StepsPerByte = 24;

    /// <summary>Steps granted to any text by <see cref="ForLength"/>, so that short texts never meet the budget.</summary>
    public const int FloorSteps = 64 * 1024;

    private long _remaining;

    /// <summary>Grants a number of steps.</summary>
    /// <param name="steps">At least 0; 0 refuses every text that is not empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">steps is negative.</exception>
    public ScanBudget(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Granted = steps;
        _remaining = steps;
    }

    /// <summary>Steps granted at the start.</summary>
    public long Granted { get; }

    /// <summary>Steps used so far; exceeds <see cref="Granted"/> once the budget is exceeded.</summary>
    public readonly long Used => Granted - _remaining;

    /// <summary>True once more steps were asked for than granted; the text was then not scanned completely.</summary>
    public readonly bool IsExceeded => _remaining < 0;

    /// <summary>The ordinary budget for a text.</summary>
    /// <param name="bytes">Length of all text to be scanned with this budget, in bytes, at least 0.</param>
    /// <returns>A budget in proportion to the length that ordinary text does not meet.</returns>
    public static ScanBudget ForLength(long bytes) => new(FloorSteps + (StepsPerByte * bytes));

    /// <summary>Takes steps from the budget.</summary>
    /// <param name="steps">At least 0.</param>
    /// <returns>False when the budget is exceeded.</returns>
    internal bool TryTake(long steps)
    {
        // Once exceeded it stays exceeded: the difference cannot wrap, because a scan stops here.
        if (_remaining >= 0)
            _remaining -= steps;
        return _remaining >= 0;
    }
}
