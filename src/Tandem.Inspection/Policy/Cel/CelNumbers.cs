namespace Tandem.Inspection.Policy.Cel;

/// <summary>The part of the evaluator that gives numbers: int, timestamp and duration, and bool as 0 or 1.</summary>
internal sealed class CelNumbers(CheckedExpression expression, CelEvaluator evaluator)
{
    public Func<EvaluationContext, long> Number(CelNode node)
    {
        if (expression.Types[node].Kind == CelKind.Bool && node is not IndexNode)
        {
            var truth = evaluator.Bool(node);
            return c => truth(c) ? 1 : 0;
        }

        switch (node)
        {
            case LiteralNode literal:
                var value = (long)literal.Value;
                return _ => value;
            case NegateNode negate:
                return Negate(negate);
            case BinaryNode binary:
                return Arithmetic(binary);
            case ConditionalNode conditional:
                return CelConditionals.Choose(evaluator.Bool(conditional.Condition), Number(conditional.WhenTrue), Number(conditional.WhenFalse));
            case IndexNode index:
                return Index(index);
            case CallNode { Function: "size" } size:
                return Size(size.Target ?? size.Arguments[0]);
            case CallNode time:
                var ticks = (long)expression.Constants[time];
                return _ => ticks;
            default:
                if (expression.Facts.TryGetValue(node, out var fact))
                    return (Func<EvaluationContext, long>)fact.Read!;
                var slot = expression.Slots[node];
                return c => c.Numbers[slot];
        }
    }

    public Func<EvaluationContext, IReadOnlyList<long>> NumberList(CelNode node)
    {
        if (node is ConditionalNode conditional)
            return CelConditionals.Choose(evaluator.Bool(conditional.Condition), NumberList(conditional.WhenTrue), NumberList(conditional.WhenFalse));
        Func<EvaluationContext, long>[] items = [.. ((ListNode)node).Items.Select(Number)];
        return c =>
        {
            var values = new long[items.Length];
            for (var i = 0; i < items.Length; i++)
                values[i] = items[i](c);
            return values;
        };
    }

    private Func<EvaluationContext, long> Index(IndexNode node)
    {
        if (expression.Types[node.Operand].Kind == CelKind.CountMap)
        {
            var counts = evaluator.Counts(node.Operand);
            if (node.Index is LiteralNode { Value: string type })
                return c => CountOf(counts(c), type);
            var key = evaluator.String(node.Index);
            return c => CountOf(counts(c), key(c));
        }

        var list = NumberList(node.Operand);
        var at = Number(node.Index);
        var outside = CelEvaluationErrors.OutsideList(node.Position);
        return c =>
        {
            var items = list(c);
            var i = at(c);
            if (i >= 0 && i < items.Count)
                return items[(int)i];
            c.Error ??= outside;
            return 0;
        };
    }

    private static long CountOf(IReadOnlyDictionary<string, long> counts, string type) =>
        counts.Count != 0 && counts.TryGetValue(type, out var count) ? count : 0;

    private Func<EvaluationContext, long> Size(CelNode node)
    {
        var type = expression.Types[node];
        if (type.Kind == CelKind.CountMap)
        {
            var counts = evaluator.Counts(node);
            return c => counts(c).Count;
        }

        if (type.Kind == CelKind.String)
        {
            var text = evaluator.String(node);
            return c => CodePoints(text(c));
        }

        if (type.Element.Kind == CelKind.String)
        {
            var strings = evaluator.Strings(node);
            return c => strings(c).Count;
        }

        var numbers = NumberList(node);
        return c => numbers(c).Count;
    }

    private static long CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private Func<EvaluationContext, long> Negate(NegateNode node)
    {
        var operand = Number(node.Operand);
        var overflow = CelEvaluationErrors.Overflow(node.Position);
        return c =>
        {
            var value = operand(c);
            if (value != long.MinValue)
                return -value;
            c.Error ??= overflow;
            return 0;
        };
    }

    private Func<EvaluationContext, long> Arithmetic(BinaryNode node)
    {
        var left = Number(node.Left);
        var right = Number(node.Right);
        var kind = expression.Types[node].Kind;
        var overflow = kind == CelKind.Int ? CelEvaluationErrors.Overflow(node.Position) : CelEvaluationErrors.TimeRange(node.Position);
        var zero = CelEvaluationErrors.DivisionByZero(node.Position);
        var op = node.Operator[0];
        return c =>
        {
            Int128 l = left(c);
            Int128 r = right(c);
            if (op is '/' or '%' && r == 0)
            {
                c.Error ??= zero;
                return 0;
            }

            // 128 bits hold every result of two 64-bit numbers, so that the range is checked once, afterwards.
            var result = op switch { '+' => l + r, '-' => l - r, '*' => l * r, '/' => l / r, _ => l % r };
            if (IsInRange(kind, result))
                return (long)result;
            c.Error ??= overflow;
            return 0;
        };
    }

    private static bool IsInRange(CelKind kind, Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue && kind switch
        {
            CelKind.Timestamp => CelTime.IsTimestamp((long)value),
            CelKind.Duration => CelTime.IsDuration((long)value),
            _ => true,
        };
}
