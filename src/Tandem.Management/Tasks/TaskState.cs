namespace Tandem.Management.Tasks;

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    Open,
    InProgress,
    Done,
    Cancelled,
}
