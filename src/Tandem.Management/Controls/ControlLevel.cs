namespace Tandem.Management.Controls;

/// <summary>Where a control is put in place: once for the organisation, for each AI system, or both.</summary>
public enum ControlLevel
{
    Organisation,
    AiSystem,
    Both,
}
