namespace Tandem.Management.Context;

/// <summary>Standards that an issue concerns; what nobody has narrowed concerns both, so that neither side overlooks it.</summary>
public enum ConcernedStandards
{
    Both,
    Iso27001,
    Iso42001,
}
