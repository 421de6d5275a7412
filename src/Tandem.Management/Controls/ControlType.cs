namespace Tandem.Management.Controls;

/// <summary>By what a control works.</summary>
public enum ControlType
{
    Process,
    Policy,
    Technical,
    Physical,
    People,
    Contractual,
}
