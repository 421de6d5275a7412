namespace Tandem.Management.Controls;

/// <summary>When a control works: before something goes wrong, while it does, or afterwards.</summary>
public enum ControlNature
{
    Preventive,
    Detective,
    Corrective,
}
