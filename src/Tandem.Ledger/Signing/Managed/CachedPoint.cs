using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing.Managed;

/// <summary>A point prepared as the second operand of several additions.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CachedPoint(FieldElement yPlusX, FieldElement yMinusX, FieldElement twoZ, FieldElement twoDT)
{
    public FieldElement YPlusX { get; } = yPlusX;

    public FieldElement YMinusX { get; } = yMinusX;

    public FieldElement TwoZ { get; } = twoZ;

    public FieldElement TwoDT { get; } = twoDT;

    public CachedPoint Negated() => new(YMinusX, YPlusX, TwoZ, -TwoDT);
}
