namespace Tandem.Management.Obligations;

/// <summary>What makes it binding.</summary>
public enum ObligationKind
{
    Law,
    Regulation,
    Contract,
    Standard,
    VoluntaryCommitment,

    /// <summary>What an interested party expects without a title to it (clause 4.2 of both standards).</summary>
    Expectation,
}
