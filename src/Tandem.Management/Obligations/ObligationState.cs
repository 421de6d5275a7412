namespace Tandem.Management.Obligations;

public enum ObligationState
{
    Identified,
    Assessed,
    InForce,
    Ended,
}
