namespace Tandem.Management.Tasks;

/// <summary>What goes first.</summary>
public enum TaskPriority
{
    Normal,
    High,
    Low,
}
