namespace Tandem.Management.Ui;

/// <summary>How a state is to be taken; shown by icon and colour beside its words.</summary>
public enum Tone
{
    Neutral,
    Active,
    Good,
    Attention,
    Bad,
}
