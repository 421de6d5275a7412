using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>
/// Finds rules on answers that only the whole answer can satisfy, where a route releases answers piece by piece: what such a rule
/// would have stopped has left when it matches.
/// </summary>
/// <remarks>
/// On such a route a rule is asked again at each finding, and that finding is still held. A condition is safe when the first finding of
/// a type settles it: it asks whether types are present, joined by `||`, or for the level. Counts, pairs of types and exceptions are not.
/// </remarks>
internal static class PieceByPiece
{
    public static void Check(IReadOnlyList<RuleSource> rules, IReadOnlyList<RouteDefinition> routes)
    {
        foreach (var source in rules)
        {
            var rule = source.Rule;
            if (rule.Phase != PolicyPhase.Response)
                continue;
            var route = routes.FirstOrDefault(route => route.ResponseMode == "window"
                && (rule.Scope.Scope != Rules.RuleScope.Route || rule.Scope.Name == route.Name));
            if (route is null)
                continue;

            // An allow rule stops what it does not match, so it is safe when its opposite is.
            var stops = rule.Effect != Effect.Allow;
            var isSafe = IsSafe(source.When.Root, stops) && (source.Unless is null || !NamesAnswer(source.Unless.Root));
            if (!isSafe)
                source.File.Problem(source.WhenNode, $"condition of rule `{rule.Id}` needs the whole answer, and route `{route.Name}` releases it piece by piece; ask only whether a type is present, or set the route's responseMode to hold");
        }
    }

    /// <summary>Says whether the first finding that makes the node <paramref name="wanted"/> settles it.</summary>
    private static bool IsSafe(CelNode node, bool wanted)
    {
        if (!NamesAnswer(node))
            return true;
        switch (node)
        {
            case NotNode not:
                return IsSafe(not.Operand, !wanted);
            case LogicalNode logical:
                return logical.Operands.All(operand => IsSafe(operand, wanted))
                    && (logical.IsAnd != wanted || logical.Operands.Count(NamesAnswer) == 1);
            case QuantifierNode { Range: IdentifierNode } quantifier:
                return quantifier.IsAll != wanted && IsSafe(quantifier.Predicate, wanted);
            case BinaryNode { Operator: "in", Right: IdentifierNode } membership:
                return wanted && !NamesAnswer(membership.Left);
            case BinaryNode { Left: IdentifierNode { Name: "level_out" } } level when !NamesAnswer(level.Right):
                return level.Operator switch { "==" or "in" => wanted, "!=" => !wanted, _ => false };
            case BinaryNode { Right: LiteralNode { Value: long number } } count when IsCount(count.Left):
                return (count.Operator, number) switch
                {
                    (">", 0) or (">=", 1) or ("!=", 0) => wanted,
                    ("<=", 0) or ("<", 1) or ("==", 0) => !wanted,
                    _ => false,
                };
            default:
                return false;
        }
    }

    private static bool IsCount(CelNode node) => node switch
    {
        IndexNode { Operand: IdentifierNode } index => !NamesAnswer(index.Index),
        CallNode { Function: "size" } => true,
        _ => false,
    };

    private static bool NamesAnswer(CelNode node) => node switch
    {
        IdentifierNode identifier => identifier.Name is "classes_out" or "level_out",
        SelectNode select => NamesAnswer(select.Operand),
        HasNode has => NamesAnswer(has.Selection),
        IndexNode index => NamesAnswer(index.Operand) || NamesAnswer(index.Index),
        CallNode call => (call.Target is not null && NamesAnswer(call.Target)) || call.Arguments.Any(NamesAnswer),
        NotNode not => NamesAnswer(not.Operand),
        NegateNode negate => NamesAnswer(negate.Operand),
        BinaryNode binary => NamesAnswer(binary.Left) || NamesAnswer(binary.Right),
        LogicalNode logical => logical.Operands.Any(NamesAnswer),
        ConditionalNode c => NamesAnswer(c.Condition) || NamesAnswer(c.WhenTrue) || NamesAnswer(c.WhenFalse),
        ListNode list => list.Items.Any(NamesAnswer),
        QuantifierNode quantifier => NamesAnswer(quantifier.Range) || NamesAnswer(quantifier.Predicate),
        _ => false,
    };
}
