using System.Text.RegularExpressions;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>Stage 3: types of a tree under a schema. Reports every error; what fails has an unknown type, so that nothing is reported twice.</summary>
internal sealed class CelChecker
{
    private readonly FactSchema _schema;
    private readonly PolicyPhase _phase;
    private readonly CheckedExpression _result;
    private readonly List<CelError> _errors;
    private readonly Stack<(string Name, CelType Type, int Slot)> _variables = new();

    private CelChecker(FactSchema schema, PolicyPhase phase, CheckedExpression result, List<CelError> errors)
    {
        _schema = schema;
        _phase = phase;
        _result = result;
        _errors = errors;
    }

    /// <summary>Checks a condition; the result is null exactly when errors were added.</summary>
    public static CheckedExpression? Check(CelNode root, FactSchema schema, PolicyPhase phase, List<CelError> errors)
    {
        var before = errors.Count;
        var result = new CheckedExpression { Root = root };
        var checker = new CelChecker(schema, phase, result, errors);
        checker.Bool(root, CelCheckerErrors.NotBool);
        return errors.Count == before ? result : null;
    }

    private CelType Fail(CelError error)
    {
        _errors.Add(error);
        return CelType.Unknown;
    }

    private CelType Check(CelNode node)
    {
        var type = Infer(node);
        _result.Types[node] = type;
        return type;
    }

    /// <summary>Checks a node that must be a value, not a group of facts.</summary>
    private CelType Value(CelNode node)
    {
        var type = Check(node);
        return type.Kind == CelKind.Message ? Fail(CelCheckerErrors.Group(node.Position)) : type;
    }

    private void Bool(CelNode node, Func<int, CelType, CelError> error)
    {
        var type = Value(node);
        if (type.Kind is not (CelKind.Bool or CelKind.Unknown))
            Fail(error(node.Position, type));
    }

    private CelType Infer(CelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                return literal.Value switch { bool => CelType.Bool, long => CelType.Int, _ => CelType.String };
            case IdentifierNode identifier:
                return Identifier(identifier);
            case SelectNode select:
                return Select(select);
            case HasNode has:
                var selected = Check(has.Selection);
                return selected.Kind == CelKind.Message ? Fail(CelCheckerErrors.Group(has.Position)) : CelType.Bool;
            case IndexNode index:
                return Index(index);
            case CallNode call:
                return Call(call);
            case NotNode not:
                Bool(not.Operand, (position, type) => CelCheckerErrors.Operand(position, "!", type, "bool"));
                return CelType.Bool;
            case NegateNode negate:
                var negated = Value(negate.Operand);
                return negated.Kind is CelKind.Int or CelKind.Duration or CelKind.Unknown
                    ? negated
                    : Fail(CelCheckerErrors.Operand(negate.Position, "-", negated, "int or duration"));
            case BinaryNode binary:
                return Binary(binary);
            case LogicalNode logical:
                foreach (var operand in logical.Operands)
                    Bool(operand, (position, type) => CelCheckerErrors.Operand(position, logical.IsAnd ? "&&" : "||", type, "bool"));
                return CelType.Bool;
            case ConditionalNode conditional:
                Bool(conditional.Condition, (position, type) => CelCheckerErrors.Operand(position, "?", type, "bool"));
                var whenTrue = Value(conditional.WhenTrue);
                var whenFalse = Value(conditional.WhenFalse);
                return whenTrue.IsSameAs(whenFalse)
                    ? (whenTrue is { Kind: CelKind.List, Element.Kind: CelKind.Unknown } ? whenFalse : whenTrue)
                    : Fail(CelCheckerErrors.Mismatch(conditional.Position, ":", whenTrue, whenFalse));
            case ListNode list:
                return List(list);
            case QuantifierNode quantifier:
                return Quantifier(quantifier);
            default:
                throw new InvalidOperationException($"no type for {node.GetType().Name}");
        }
    }

    private CelType Identifier(IdentifierNode node)
    {
        foreach (var (name, type, slot) in _variables)
        {
            if (name == node.Name)
            {
                _result.Slots[node] = slot;
                return type;
            }
        }

        var fields = _schema.Root.Fields;
        return fields.TryGetValue(node.Name, out var field)
            ? Fact(node, field, node.Name)
            : Fail(CelCheckerErrors.UnknownFact(node.Position, node.Name, fields.Values.Where(f => f.Since <= _phase).Select(f => f.Name)));
    }

    private CelType Select(SelectNode node)
    {
        var operand = Check(node.Operand);
        if (operand.Kind == CelKind.Unknown)
            return operand;
        if (operand.Kind != CelKind.Message)
            return Fail(CelCheckerErrors.NoFields(node.Position, operand, node.Field));
        return operand.Fields.TryGetValue(node.Field, out var field)
            ? Fact(node, field, CelPrinter.Print(node))
            : Fail(CelCheckerErrors.UnknownField(node.Position, node.Field, operand.Fields.Keys));
    }

    private CelType Fact(CelNode node, FactField field, string name)
    {
        if (field.Since > _phase)
            return Fail(CelCheckerErrors.NotYetKnown(node.Position, name, field.Since));
        _result.Facts[node] = field;
        return field.Type;
    }

    private CelType Index(IndexNode node)
    {
        var operand = Value(node.Operand);
        var index = Value(node.Index);
        switch (operand.Kind)
        {
            case CelKind.Unknown:
                return operand;
            case CelKind.CountMap:
                return index.Kind is CelKind.String or CelKind.Unknown
                    ? CelType.Int
                    : Fail(CelCheckerErrors.IndexType(node.Index.Position, index, "the name of a detector type in quotes"));
            case CelKind.List:
                return index.Kind is CelKind.Int or CelKind.Unknown
                    ? operand.Element
                    : Fail(CelCheckerErrors.IndexType(node.Index.Position, index, "int"));
            default:
                return Fail(CelCheckerErrors.NotIndexable(node.Position, operand));
        }
    }

    private CelType List(ListNode node)
    {
        var element = CelType.Unknown;
        foreach (var item in node.Items)
        {
            var type = Value(item);
            if (type.Kind == CelKind.Unknown)
                continue;
            if (!type.IsScalar)
                Fail(CelCheckerErrors.NestedList(item.Position));
            else if (!element.IsSameAs(type))
                Fail(CelCheckerErrors.MixedList(item.Position, element, type));
            else if (element.Kind == CelKind.Unknown)
                element = type;
        }

        return CelType.ListOf(element);
    }

    private CelType Quantifier(QuantifierNode node)
    {
        var range = Value(node.Range);
        var element = range.Kind switch
        {
            CelKind.List => range.Element,
            CelKind.CountMap => CelType.String,
            CelKind.Unknown => CelType.Unknown,
            _ => Fail(CelCheckerErrors.NotARange(node.Range.Position, range)),
        };
        if (_variables.Count == CelLimits.MaxNestedQuantifiers)
            return Fail(CelCheckerErrors.TooManyQuantifiers(node.Position));
        if (_schema.Root.Fields.ContainsKey(node.Variable) || _variables.Any(v => v.Name == node.Variable))
            return Fail(CelCheckerErrors.HidesFact(node.Position, node.Variable));

        // The slot is the depth, in the array for the element's representation.
        var slot = _variables.Count;
        _result.Slots[node] = slot;
        if (element.Kind == CelKind.String)
            _result.StringVariables = Math.Max(_result.StringVariables, slot + 1);
        else
            _result.NumberVariables = Math.Max(_result.NumberVariables, slot + 1);
        _variables.Push((node.Variable, element, slot));
        Bool(node.Predicate, (position, type) => CelCheckerErrors.Operand(position, node.IsAll ? "all" : "exists", type, "a bool condition"));
        _variables.Pop();
        return CelType.Bool;
    }

    private CelType Binary(BinaryNode node)
    {
        var left = Value(node.Left);
        var right = Value(node.Right);
        if (left.Kind == CelKind.Unknown || right.Kind == CelKind.Unknown)
            return node.Operator is "+" or "-" or "*" or "/" or "%" ? CelType.Unknown : CelType.Bool;
        switch (node.Operator)
        {
            case "in":
                return In(node, left, right);
            case "==" or "!=":
                if (!left.IsSameAs(right) || left.Kind == CelKind.CountMap)
                    return Fail(CelCheckerErrors.Mismatch(node.Position, node.Operator, left, right));
                Known(node.Right, left.Values);
                Known(node.Left, right.Values);
                return CelType.Bool;
            case "<" or "<=" or ">" or ">=":
                return left.IsSameAs(right) && left.IsScalar
                    ? CelType.Bool
                    : Fail(CelCheckerErrors.Mismatch(node.Position, node.Operator, left, right));
            default:
                return Arithmetic(node.Operator, left.Kind, right.Kind)
                    ?? Fail(CelCheckerErrors.Mismatch(node.Position, node.Operator, left, right));
        }
    }

    private CelType In(BinaryNode node, CelType left, CelType right)
    {
        if (right.Kind is not (CelKind.List or CelKind.CountMap))
            return Fail(CelCheckerErrors.NotIn(node.Right.Position, right));
        var element = right.Kind == CelKind.List ? right.Element : CelType.String;
        if (!left.IsScalar || !left.IsSameAs(element))
            return Fail(CelCheckerErrors.Mismatch(node.Position, "in", left, right));
        if (node.Right is ListNode list)
        {
            foreach (var item in list.Items)
                Known(item, left.Values);
        }

        return CelType.Bool;
    }

    private void Known(CelNode node, IReadOnlyList<string>? values)
    {
        if (values is not null && node is LiteralNode { Value: string text } && !values.Contains(text, StringComparer.Ordinal))
            Fail(CelCheckerErrors.NeverAValue(node.Position, text, values));
    }

    private static CelType? Arithmetic(string op, CelKind left, CelKind right) => (op, left, right) switch
    {
        (_, CelKind.Int, CelKind.Int) => CelType.Int,
        ("+" or "-", CelKind.Duration, CelKind.Duration) => CelType.Duration,
        ("+" or "-", CelKind.Timestamp, CelKind.Duration) => CelType.Timestamp,
        ("+", CelKind.Duration, CelKind.Timestamp) => CelType.Timestamp,
        ("-", CelKind.Timestamp, CelKind.Timestamp) => CelType.Duration,
        _ => null,
    };

    private CelType Call(CallNode node)
    {
        CelNode[] operands = node.Target is null ? [.. node.Arguments] : [node.Target, .. node.Arguments];
        var types = new CelType[operands.Length];
        for (var i = 0; i < operands.Length; i++)
            types[i] = Value(operands[i]);
        if (types.Any(type => type.Kind == CelKind.Unknown))
            return CelType.Unknown;
        var isMethod = node.Target is not null;
        switch (node.Function)
        {
            case "size":
                return types is [{ Kind: CelKind.String or CelKind.List or CelKind.CountMap }]
                    ? CelType.Int
                    : Fail(CelCheckerErrors.Arguments(node.Position, "size(x) or x.size() of a string, list or map"));
            case "contains" or "startsWith" or "endsWith" when isMethod:
                return types is [{ Kind: CelKind.String }, { Kind: CelKind.String }]
                    ? CelType.Bool
                    : Fail(CelCheckerErrors.Arguments(node.Position, $"text.{node.Function}('...') of two strings"));
            case "matches":
                return types is [{ Kind: CelKind.String }, { Kind: CelKind.String }]
                    ? Pattern(node, operands[1])
                    : Fail(CelCheckerErrors.Arguments(node.Position, "text.matches('pattern')"));
            case "timestamp" or "duration" when !isMethod:
                return types is [{ Kind: CelKind.String }]
                    ? Time(node, operands[0])
                    : Fail(CelCheckerErrors.Arguments(node.Position, $"{node.Function}('...')"));
            default:
                return Fail(CelCheckerErrors.UnknownFunction(node.Position, node.Function));
        }
    }

    private CelType Pattern(CallNode node, CelNode argument)
    {
        if (argument is not LiteralNode { Value: string pattern })
            return Fail(CelCheckerErrors.NotLiteral(argument.Position, "matches"));
        if (CelPattern.Compile(pattern, out var reason) is not Regex regex)
            return Fail(CelCheckerErrors.BadPattern(argument.Position, reason));
        _result.Constants[node] = regex;
        return CelType.Bool;
    }

    private CelType Time(CallNode node, CelNode argument)
    {
        if (argument is not LiteralNode { Value: string text })
            return Fail(CelCheckerErrors.NotLiteral(argument.Position, node.Function));
        long ticks;
        if (node.Function == "timestamp")
        {
            if (!CelTime.TryParseTimestamp(text, out ticks))
                return Fail(CelCheckerErrors.BadTimestamp(argument.Position, text));
        }
        else if (!CelTime.TryParseDuration(text, out ticks))
            return Fail(CelCheckerErrors.BadDuration(argument.Position, text));
        _result.Constants[node] = ticks;
        return node.Function == "timestamp" ? CelType.Timestamp : CelType.Duration;
    }
}
