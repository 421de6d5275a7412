namespace Tandem.Inspection.Policy.Cel;

/// <summary>A tree with what the checker found out about its nodes.</summary>
internal sealed class CheckedExpression
{
    public required CelNode Root { get; init; }

    /// <summary>Type of every node.</summary>
    public Dictionary<CelNode, CelType> Types { get; } = [];

    /// <summary>The fact that an identifier or selection names; absent for groups and variables.</summary>
    public Dictionary<CelNode, FactField> Facts { get; } = [];

    /// <summary>Slot of the variable that an identifier names, or that a quantifier binds.</summary>
    public Dictionary<CelNode, int> Slots { get; } = [];

    /// <summary>Ticks of timestamp() and duration(), the compiled pattern of matches().</summary>
    public Dictionary<CelNode, object> Constants { get; } = [];

    public int StringVariables { get; set; }

    public int NumberVariables { get; set; }
}
