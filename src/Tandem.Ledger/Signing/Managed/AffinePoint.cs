using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing.Managed;

/// <summary>A point with Z = 1 prepared as the second operand of an addition.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct AffinePoint(FieldElement yPlusX, FieldElement yMinusX, FieldElement twoDXY)
{
    public FieldElement YPlusX { get; } = yPlusX;

    public FieldElement YMinusX { get; } = yMinusX;

    public FieldElement TwoDXY { get; } = twoDXY;

    public static AffinePoint Identity => new(FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>Negative where the mask is all ones, without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AffinePoint NegatedWhere(ulong mask) => new(
        FieldElement.Select(YPlusX, YMinusX, mask),
        FieldElement.Select(YMinusX, YPlusX, mask),
        FieldElement.Select(TwoDXY, -TwoDXY, mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AffinePoint Select(in AffinePoint a, in AffinePoint b, ulong mask) => new(
        FieldElement.Select(a.YPlusX, b.YPlusX, mask),
        FieldElement.Select(a.YMinusX, b.YMinusX, mask),
        FieldElement.Select(a.TwoDXY, b.TwoDXY, mask));
}
