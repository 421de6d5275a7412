namespace Tandem.Management.Obligations;

/// <summary>How far the organisation keeps to an obligation, as somebody judged on a day.</summary>
public enum Compliance
{
    NotJudged,
    Met,
    PartlyMet,
    NotMet,
}
