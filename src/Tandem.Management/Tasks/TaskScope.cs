namespace Tandem.Management.Tasks;

/// <summary>For which occurrences of a recurring task a change holds.</summary>
public enum TaskScope
{
    ThisOne,
    ThisAndFollowing,
}
