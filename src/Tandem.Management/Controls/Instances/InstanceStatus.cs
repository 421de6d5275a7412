namespace Tandem.Management.Controls.Instances;

/// <summary>How far a control is put in place. From worst to best, so that the worst instance is the least value; what is not needed does not count.</summary>
public enum InstanceStatus
{
    NotStarted,
    Planned,
    InProgress,
    Implemented,
    NotNeeded,
}
