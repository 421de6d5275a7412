namespace Tandem.Inspection.Policy.Cel;

/// <summary>What can be said of a condition before any request: that it always or never holds, or always fails.</summary>
internal sealed class CelConstants
{
    private static readonly PolicyFacts NoFacts = new() { Now = DateTimeOffset.UnixEpoch };

    private readonly CheckedExpression _expression;

    private CelConstants(CheckedExpression expression) => _expression = expression;

    /// <summary>Returns the condition's value when it has the same one for all facts; null when it may differ or always fails.</summary>
    /// <param name="expression">A checked condition.</param>
    /// <param name="error">What a constant part fails with; null when none does.</param>
    public static bool? ValueOf(CheckedExpression expression, out string? error)
    {
        var constants = new CelConstants(expression);
        var value = constants.Fold(expression.Root);
        error = constants.Error;
        return value;
    }

    private string? Error { get; set; }

    private bool? Fold(CelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                return (bool)literal.Value;
            case NotNode not:
                return !Fold(not.Operand);
            case LogicalNode logical:
                return FoldLogical(logical);
            case ConditionalNode conditional when Fold(conditional.Condition) is { } condition:
                return Fold(condition ? conditional.WhenTrue : conditional.WhenFalse);
            default:
                return IsConstant(node) ? Evaluate(node) : null;
        }
    }

    private bool? Evaluate(CelNode node)
    {
        var context = new EvaluationContext(NoFacts, InventorySystem.None, _expression.StringVariables, _expression.NumberVariables);
        var value = CelEvaluator.CompilePart(_expression, node)(context);
        Error ??= context.Error;
        return context.Error is null ? value : null;
    }

    private bool? FoldLogical(LogicalNode node)
    {
        // With `decides` the value of one operand that settles the whole: false for &&, true for ||.
        var decides = !node.IsAnd;
        var isOpen = false;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var equalities = new Dictionary<string, object>(StringComparer.Ordinal);
        var isSettled = false;
        foreach (var operand in node.Operands)
        {
            var value = Fold(operand);
            isSettled |= value == decides;
            isOpen |= value is null;
            texts.Add(CelPrinter.Print(operand));
            isSettled |= texts.Contains(Opposite(operand)) || (node.IsAnd && Excludes(operand, equalities));
        }

        return isSettled ? decides : isOpen ? null : !decides;
    }

    private static string Opposite(CelNode node) =>
        CelPrinter.Print(node is NotNode not ? not.Operand : new NotNode(node.Position, node));

    /// <summary>Says whether one fact would have to equal two different values.</summary>
    private static bool Excludes(CelNode node, Dictionary<string, object> equalities)
    {
        if (node is not BinaryNode { Operator: "==", Right: LiteralNode literal } equality)
            return false;
        var fact = CelPrinter.Print(equality.Left);
        if (equalities.TryGetValue(fact, out var other))
            return !other.Equals(literal.Value);
        equalities.Add(fact, literal.Value);
        return false;
    }

    private bool IsConstant(CelNode node) => node switch
    {
        LiteralNode => true,
        IdentifierNode or SelectNode or HasNode => false,
        IndexNode index => IsConstant(index.Operand) && IsConstant(index.Index),
        CallNode call => (call.Target is null || IsConstant(call.Target)) && call.Arguments.All(IsConstant),
        NotNode not => IsConstant(not.Operand),
        NegateNode negate => IsConstant(negate.Operand),
        BinaryNode { Operator: "in", Right: ListNode { Items.Count: 0 } } => true,
        BinaryNode binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        LogicalNode logical => logical.Operands.All(IsConstant),
        ConditionalNode c => IsConstant(c.Condition) && IsConstant(c.WhenTrue) && IsConstant(c.WhenFalse),
        ListNode list => list.Items.All(IsConstant),
        QuantifierNode { Range: ListNode { Items.Count: 0 } } => true,
        _ => false,
    };
}
