namespace Tandem.Inspection.Policy.Cel;

/// <summary>The syntax tree. Nodes are compared by reference; the printer gives the text by which trees are compared.</summary>
/// <param name="position">Offset in UTF-16 units in the expression.</param>
internal abstract class CelNode(int position)
{
    public int Position { get; } = position;
}

/// <summary>A <see cref="bool"/>, <see cref="long"/> or <see cref="string"/>.</summary>
internal sealed class LiteralNode(int position, object value) : CelNode(position)
{
    public object Value { get; } = value;
}

internal sealed class IdentifierNode(int position, string name) : CelNode(position)
{
    public string Name { get; } = name;
}

internal sealed class SelectNode(int position, CelNode operand, string field) : CelNode(position)
{
    public CelNode Operand { get; } = operand;

    public string Field { get; } = field;
}

internal sealed class HasNode(int position, SelectNode selection) : CelNode(position)
{
    public SelectNode Selection { get; } = selection;
}

internal sealed class IndexNode(int position, CelNode operand, CelNode index) : CelNode(position)
{
    public CelNode Operand { get; } = operand;

    public CelNode Index { get; } = index;
}

/// <summary>A call, global (no target) or on a target.</summary>
internal sealed class CallNode(int position, string function, CelNode? target, IReadOnlyList<CelNode> arguments) : CelNode(position)
{
    public string Function { get; } = function;

    public CelNode? Target { get; } = target;

    public IReadOnlyList<CelNode> Arguments { get; } = arguments;
}

internal sealed class NotNode(int position, CelNode operand) : CelNode(position)
{
    public CelNode Operand { get; } = operand;
}

internal sealed class NegateNode(int position, CelNode operand) : CelNode(position)
{
    public CelNode Operand { get; } = operand;
}

/// <summary>Comparison, membership or arithmetic: <c>== != &lt; &lt;= &gt; &gt;= in + - * / %</c>.</summary>
internal sealed class BinaryNode(int position, string op, CelNode left, CelNode right) : CelNode(position)
{
    public string Operator { get; } = op;

    public CelNode Left { get; } = left;

    public CelNode Right { get; } = right;
}

/// <summary>
/// A conjunction or disjunction of two or more operands, none of which is of the same kind: both are associative, and flat
/// chains keep the tree shallow however many operands a rule lists.
/// </summary>
internal sealed class LogicalNode(int position, bool isAnd, IReadOnlyList<CelNode> operands) : CelNode(position)
{
    public bool IsAnd { get; } = isAnd;

    public IReadOnlyList<CelNode> Operands { get; } = operands;
}

internal sealed class ConditionalNode(int position, CelNode condition, CelNode whenTrue, CelNode whenFalse) : CelNode(position)
{
    public CelNode Condition { get; } = condition;

    public CelNode WhenTrue { get; } = whenTrue;

    public CelNode WhenFalse { get; } = whenFalse;
}

internal sealed class ListNode(int position, IReadOnlyList<CelNode> items) : CelNode(position)
{
    public IReadOnlyList<CelNode> Items { get; } = items;
}

/// <summary><c>range.exists(variable, predicate)</c> or <c>range.all(variable, predicate)</c>.</summary>
internal sealed class QuantifierNode(int position, bool isAll, CelNode range, string variable, CelNode predicate) : CelNode(position)
{
    public bool IsAll { get; } = isAll;

    public CelNode Range { get; } = range;

    public string Variable { get; } = variable;

    public CelNode Predicate { get; } = predicate;
}
