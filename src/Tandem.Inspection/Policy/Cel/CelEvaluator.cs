using System.Text.RegularExpressions;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>Stage 4: a checked tree to delegates, one per node, by the type of its value.</summary>
/// <remarks>
/// INVARIANT (totality): no delegate throws. An operation that fails sets the context's error and returns a default; `&amp;&amp;`, `||`, exists()
/// and all() drop the error of an operand where another operand decides alone, as the CEL specification says (section Logical Operators).
/// bool, int, timestamp and duration share the representation <see cref="long"/> wherever they are compared or listed.
/// </remarks>
internal sealed class CelEvaluator
{
    private readonly CheckedExpression _checked;
    private readonly CelNumbers _numbers;

    private CelEvaluator(CheckedExpression expression)
    {
        _checked = expression;
        _numbers = new CelNumbers(expression, this);
    }

    public static CompiledCondition Compile(CheckedExpression expression) => new(
        CelPrinter.Print(expression.Root),
        expression.Root,
        new CelEvaluator(expression).Bool(expression.Root),
        expression.StringVariables,
        expression.NumberVariables);

    /// <summary>Compiles a part of type bool of a checked expression; for constant parts.</summary>
    public static Func<EvaluationContext, bool> CompilePart(CheckedExpression expression, CelNode part) => new CelEvaluator(expression).Bool(part);

    public CelType TypeOf(CelNode node) => _checked.Types[node];

    public Func<EvaluationContext, bool> Bool(CelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                var truth = (bool)literal.Value;
                return _ => truth;
            case HasNode has:
                return Has(has.Selection);
            case NotNode not:
                var negated = Bool(not.Operand);
                return c => !negated(c);
            case LogicalNode logical:
                return Logical(logical);
            case ConditionalNode conditional:
                return CelConditionals.Choose(Bool(conditional.Condition), Bool(conditional.WhenTrue), Bool(conditional.WhenFalse));
            case QuantifierNode quantifier:
                return Quantifier(quantifier);
            case BinaryNode { Operator: "in" } membership:
                return In(membership);
            case BinaryNode comparison:
                return Comparison(comparison);
            case CallNode call:
                return Call(call);
            case IndexNode:
                var element = _numbers.Number(node);
                return c => element(c) != 0;
            default:
                if (_checked.Facts.TryGetValue(node, out var fact))
                    return (Func<EvaluationContext, bool>)fact.Read!;
                var slot = _checked.Slots[node];
                return c => c.Numbers[slot] != 0;
        }
    }

    public Func<EvaluationContext, string> String(CelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                var text = (string)literal.Value;
                return _ => text;
            case ConditionalNode conditional:
                return CelConditionals.Choose(Bool(conditional.Condition), String(conditional.WhenTrue), String(conditional.WhenFalse));
            case IndexNode index:
                var list = Strings(index.Operand);
                var at = _numbers.Number(index.Index);
                var outside = CelEvaluationErrors.OutsideList(index.Position);
                return c =>
                {
                    var items = list(c);
                    var i = at(c);
                    if (i >= 0 && i < items.Count)
                        return items[(int)i];
                    c.Error ??= outside;
                    return "";
                };
            default:
                if (_checked.Facts.TryGetValue(node, out var fact))
                    return (Func<EvaluationContext, string>)fact.Read!;
                var slot = _checked.Slots[node];
                return c => c.Strings[slot];
        }
    }

    public Func<EvaluationContext, IReadOnlyList<string>> Strings(CelNode node)
    {
        switch (node)
        {
            case ListNode literal when literal.Items.All(item => item is LiteralNode):
                string[] constant = [.. literal.Items.Select(item => (string)((LiteralNode)item).Value)];
                return _ => constant;
            case ListNode list:
                Func<EvaluationContext, string>[] items = [.. list.Items.Select(String)];
                return c =>
                {
                    var values = new string[items.Length];
                    for (var i = 0; i < items.Length; i++)
                        values[i] = items[i](c);
                    return values;
                };
            case ConditionalNode conditional:
                return CelConditionals.Choose(Bool(conditional.Condition), Strings(conditional.WhenTrue), Strings(conditional.WhenFalse));
            default:
                return (Func<EvaluationContext, IReadOnlyList<string>>)_checked.Facts[node].Read!;
        }
    }

    public Func<EvaluationContext, IReadOnlyDictionary<string, long>> Counts(CelNode node) => node is ConditionalNode conditional
        ? CelConditionals.Choose(Bool(conditional.Condition), Counts(conditional.WhenTrue), Counts(conditional.WhenFalse))
        : (Func<EvaluationContext, IReadOnlyDictionary<string, long>>)_checked.Facts[node].Read!;

    private Func<EvaluationContext, bool> Has(SelectNode node)
    {
        // As in proto3: a field with its default value is not there.
        switch (TypeOf(node).Kind)
        {
            case CelKind.String:
                var text = String(node);
                return c => text(c).Length > 0;
            case CelKind.List:
                var list = Strings(node);
                return c => list(c).Count > 0;
            default:
                var number = _numbers.Number(node);
                return c => number(c) != 0;
        }
    }

    private Func<EvaluationContext, bool> Logical(LogicalNode node)
    {
        Func<EvaluationContext, bool>[] operands = [.. node.Operands.Select(Bool)];
        if (!node.Operands.Any(CelFailures.CanFail))
            return CelConditionals.WithoutErrors(node.IsAnd, operands);

        // One operand that has the deciding value decides, whatever errors the others have.
        var deciding = !node.IsAnd;
        return c =>
        {
            var before = c.Error;
            string? pending = null;
            foreach (var operand in operands)
            {
                c.Error = null;
                var value = operand(c);
                if (c.Error is not null)
                    pending ??= c.Error;
                else if (value == deciding)
                {
                    c.Error = before;
                    return deciding;
                }
            }

            c.Error = before ?? pending;
            return !deciding;
        };
    }

    private Func<EvaluationContext, bool> Quantifier(QuantifierNode node)
    {
        var predicate = Bool(node.Predicate);
        var slot = _checked.Slots[node];
        var tooMany = CelEvaluationErrors.TooManyVisits(node.Position);
        var range = TypeOf(node.Range);
        if (range.Kind == CelKind.CountMap)
        {
            var counts = Counts(node.Range);
            return CelQuantifiers.OverKeys(counts, predicate, slot, node.IsAll, tooMany);
        }

        return range.Element.Kind == CelKind.String
            ? CelQuantifiers.OverStrings(Strings(node.Range), predicate, slot, node.IsAll, tooMany)
            : CelQuantifiers.OverNumbers(_numbers.NumberList(node.Range), predicate, slot, node.IsAll, tooMany);
    }

    private Func<EvaluationContext, bool> In(BinaryNode node)
    {
        var right = TypeOf(node.Right);
        if (right.Kind == CelKind.CountMap)
        {
            var counts = Counts(node.Right);
            var key = String(node.Left);
            return c => counts(c).ContainsKey(key(c));
        }

        if (TypeOf(node.Left).Kind == CelKind.String)
        {
            var texts = Strings(node.Right);
            var wanted = String(node.Left);
            return c => CelComparisons.Contains(texts(c), wanted(c));
        }

        var list = _numbers.NumberList(node.Right);
        var number = _numbers.Number(node.Left);
        return c => CelComparisons.Contains(list(c), number(c));
    }

    private Func<EvaluationContext, bool> Comparison(BinaryNode node)
    {
        var type = TypeOf(node.Left);
        if (node is { Operator: "==" or "!=", Right: LiteralNode { Value: string text } })
            return CelComparisons.WithString(node.Operator, String(node.Left), text);
        if (node.Right is LiteralNode { Value: long number })
            return CelComparisons.WithNumber(node.Operator, _numbers.Number(node.Left), number);
        if (type.Kind == CelKind.String)
            return CelComparisons.OfStrings(node.Operator, String(node.Left), String(node.Right));
        if (type.Kind != CelKind.List)
            return CelComparisons.OfNumbers(node.Operator, _numbers.Number(node.Left), _numbers.Number(node.Right));
        var isText = type.Element.Kind == CelKind.String || TypeOf(node.Right).Element.Kind == CelKind.String;
        return isText
            ? CelComparisons.OfLists(node.Operator, Strings(node.Left), Strings(node.Right))
            : CelComparisons.OfLists(node.Operator, _numbers.NumberList(node.Left), _numbers.NumberList(node.Right));
    }


    private Func<EvaluationContext, bool> Call(CallNode node)
    {
        var text = String(node.Target ?? node.Arguments[0]);
        if (node.Function == "matches")
        {
            var pattern = (Regex)_checked.Constants[node];
            return c => pattern.IsMatch(text(c));
        }

        var part = String(node.Arguments[^1]);
        return node.Function switch
        {
            "contains" => c => text(c).Contains(part(c), StringComparison.Ordinal),
            "startsWith" => c => text(c).StartsWith(part(c), StringComparison.Ordinal),
            _ => c => text(c).EndsWith(part(c), StringComparison.Ordinal),
        };
    }
}
