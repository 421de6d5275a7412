namespace Tandem.Management.Obligations;

/// <summary>Part of the management system that it concerns; what nobody has narrowed concerns both, so that neither side overlooks it.</summary>
public enum ObligationArea
{
    Both,
    InformationSecurity,
    Ai,
}
