using System.Diagnostics;

namespace Tandem.Management.Controls;

/// <summary>What pages call the values of a control.</summary>
internal static class ControlWords
{
    internal static string Of(ControlType type) => type switch
    {
        ControlType.Process => "Process",
        ControlType.Policy => "Policy",
        ControlType.Technical => "Technical",
        ControlType.Physical => "Physical",
        ControlType.People => "People",
        ControlType.Contractual => "Contractual",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ControlNature nature) => nature switch
    {
        ControlNature.Preventive => "Preventive",
        ControlNature.Detective => "Detective",
        ControlNature.Corrective => "Corrective",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ControlLevel level) => level switch
    {
        ControlLevel.Organisation => "Organisation",
        ControlLevel.AiSystem => "Each AI system",
        ControlLevel.Both => "Organisation and each AI system",
        _ => throw new UnreachableException(),
    };
}
