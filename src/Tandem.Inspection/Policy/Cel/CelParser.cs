namespace Tandem.Inspection.Policy.Cel;

/// <summary>Stage 2: tokens to tree, by recursive descent over the grammar of the CEL specification. The first error ends it.</summary>
internal sealed class CelParser
{
    private static readonly HashSet<string> ReservedWords = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let", "loop", "package", "namespace",
        "return", "var", "void", "while",
    };

    private readonly List<CelToken> _tokens;
    private int _at;
    private int _depth;
    private int _nodes;
    private CelError _error;
    private bool _failed;

    private CelParser(List<CelToken> tokens) => _tokens = tokens;

    private CelToken Current => _tokens[_at];

    public static CelNode? Parse(string text, out CelError error)
    {
        var tokens = CelLexer.Tokenise(text, out error);
        if (tokens is null)
            return null;
        var parser = new CelParser(tokens);
        var node = tokens.Count == 1 ? parser.Fail(CelParserErrors.Empty()) : parser.Expression();
        if (node is not null && parser.Current.Kind != CelTokenKind.End)
            node = parser.Fail(CelParserErrors.Unexpected(parser.Current, "an operator or the end"));
        error = parser._error;
        return node;
    }

    private CelNode? Fail(CelError error)
    {
        if (!_failed)
            _error = error;
        _failed = true;
        return null;
    }

    private T? Count<T>(T node)
        where T : CelNode
    {
        if (++_nodes <= CelLimits.MaxNodes)
            return node;
        Fail(CelParserErrors.TooManyNodes(node.Position));
        return null;
    }

    private bool Accept(string op)
    {
        if (!Current.Is(op))
            return false;
        _at++;
        return true;
    }

    private bool Expect(string op)
    {
        if (Accept(op))
            return true;
        Fail(CelParserErrors.Unexpected(Current, $"`{op}`"));
        return false;
    }

    // Expr = ConditionalOr ["?" ConditionalOr ":" Expr]
    private CelNode? Expression()
    {
        if (++_depth > CelLimits.MaxDepth)
            return Fail(CelParserErrors.TooDeep(Current.Position));
        var node = Logical(isAnd: false);
        if (node is not null && Current.Is("?"))
        {
            var position = Current.Position;
            _at++;
            var whenTrue = Logical(isAnd: false);
            if (whenTrue is null || !Expect(":"))
                return null;
            var whenFalse = Expression();
            node = whenFalse is null ? null : Count(new ConditionalNode(position, node, whenTrue, whenFalse));
        }

        _depth--;
        return node;
    }

    private CelNode? Logical(bool isAnd)
    {
        var op = isAnd ? "&&" : "||";
        var first = isAnd ? Relation() : Logical(isAnd: true);
        if (first is null || !Current.Is(op))
            return first;
        var position = Current.Position;
        var operands = new List<CelNode>();
        Flatten(first, isAnd, operands);
        while (Accept(op))
        {
            var next = isAnd ? Relation() : Logical(isAnd: true);
            if (next is null)
                return null;
            Flatten(next, isAnd, operands);
        }

        return Count(new LogicalNode(position, isAnd, operands));
    }

    private static void Flatten(CelNode node, bool isAnd, List<CelNode> operands)
    {
        if (node is LogicalNode same && same.IsAnd == isAnd)
            operands.AddRange(same.Operands);
        else
            operands.Add(node);
    }

    private CelNode? Relation()
    {
        var left = Sum();
        while (left is not null && (Current.IsWord("in") || Current is { Kind: CelTokenKind.Operator, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" }))
            left = BinaryTail(left, Sum);
        return left;
    }

    private CelNode? Sum()
    {
        var left = Product();
        while (left is not null && (Current.Is("+") || Current.Is("-")))
            left = BinaryTail(left, Product);
        return left;
    }

    private CelNode? Product()
    {
        var left = Unary();
        while (left is not null && (Current.Is("*") || Current.Is("/") || Current.Is("%")))
            left = BinaryTail(left, Unary);
        return left;
    }

    private BinaryNode? BinaryTail(CelNode left, Func<CelNode?> operand)
    {
        var token = _tokens[_at++];
        var right = operand();
        return right is null ? null : Count(new BinaryNode(token.Position, token.Text, left, right));
    }

    private CelNode? Unary()
    {
        var token = Current;
        if (!token.Is("!") && !token.Is("-"))
            return Member();
        if (++_depth > CelLimits.MaxDepth)
            return Fail(CelParserErrors.TooDeep(token.Position));
        _at++;
        CelNode? node;
        if (token.Is("-") && Current.Kind == CelTokenKind.Integer)
        {
            // The smallest 64-bit number has no positive counterpart, so the sign belongs to the literal.
            var magnitude = Current.Number;
            node = magnitude > 1UL + long.MaxValue
                ? Fail(CelParserErrors.NumberTooLarge(token.Position))
                : Member(new LiteralNode(token.Position, unchecked(-(long)magnitude)));
        }
        else
        {
            var operand = Unary();
            node = operand is null ? null
                : token.Is("!") ? Count(new NotNode(token.Position, operand))
                : Count(new NegateNode(token.Position, operand));
        }

        _depth--;
        return node;
    }

    private CelNode? Member(LiteralNode? negative = null)
    {
        CelNode? node;
        if (negative is not null)
        {
            _at++;
            node = Count(negative);
        }
        else
            node = Primary();

        while (node is not null)
        {
            var token = Current;
            if (Accept("."))
                node = Selection(node, token.Position);
            else if (Accept("["))
            {
                var index = Expression();
                node = index is not null && Expect("]") ? Count(new IndexNode(token.Position, node, index)) : null;
            }
            else if (token.Is("{"))
                return Fail(CelParserErrors.NoMapLiteral(token.Position));
            else
                return node;
        }

        return null;
    }

    private CelNode? Selection(CelNode operand, int position)
    {
        var name = Current;
        if (name.Kind != CelTokenKind.Identifier)
            return Fail(CelParserErrors.Unexpected(name, "the name of a field or function"));
        if (name.Text is "in" or "true" or "false" or "null")
            return Fail(CelParserErrors.Reserved(name));
        _at++;
        if (!Current.Is("("))
            return Count(new SelectNode(position, operand, name.Text));
        if (name.Text is "exists_one" or "existsOne" or "map" or "filter")
            return Fail(CelParserErrors.MacroNotInSubset(name.Position, name.Text));
        var arguments = Arguments();
        if (arguments is null)
            return null;
        if (name.Text is not ("exists" or "all"))
            return Count(new CallNode(name.Position, name.Text, operand, arguments));
        return arguments is [IdentifierNode variable, var predicate]
            ? Count(new QuantifierNode(name.Position, name.Text == "all", operand, variable.Name, predicate))
            : Fail(CelParserErrors.BadQuantifier(name.Position, name.Text));
    }

    // Called on the opening parenthesis.
    private List<CelNode>? Arguments()
    {
        _at++;
        return Items(")");
    }

    private List<CelNode>? Items(string close)
    {
        var items = new List<CelNode>();
        while (!Current.Is(close))
        {
            var item = Expression();
            if (item is null)
                return null;
            items.Add(item);
            if (items.Count > CelLimits.MaxListItems)
            {
                Fail(CelParserErrors.TooManyItems(item.Position));
                return null;
            }

            // A list may end in a comma, a call may not; the specification's grammar says so.
            if (!Accept(","))
                break;
            if (close == ")" && Current.Is(close))
            {
                Fail(CelParserErrors.Unexpected(Current, "an argument"));
                return null;
            }
        }

        return Expect(close) ? items : null;
    }

    private CelNode? Primary()
    {
        var token = _tokens[_at++];
        switch (token.Kind)
        {
            case CelTokenKind.Integer:
                return token.Number > long.MaxValue
                    ? Fail(CelParserErrors.NumberTooLarge(token.Position))
                    : Count(new LiteralNode(token.Position, (long)token.Number));
            case CelTokenKind.String:
                return Count(new LiteralNode(token.Position, token.Text));
            case CelTokenKind.Identifier:
                return Name(token);
            case CelTokenKind.Operator when token.Text == "(":
                var inner = Expression();
                return inner is not null && Expect(")") ? inner : null;
            case CelTokenKind.Operator when token.Text == "[":
                var items = Items("]");
                return items is null ? null : Count(new ListNode(token.Position, items));
            case CelTokenKind.Operator when token.Text == "{":
                return Fail(CelParserErrors.NoMapLiteral(token.Position));
            default:
                _at--;
                return Fail(CelParserErrors.Unexpected(token, "a value"));
        }
    }

    private CelNode? Name(CelToken token)
    {
        switch (token.Text)
        {
            case "true":
                return Count(new LiteralNode(token.Position, true));
            case "false":
                return Count(new LiteralNode(token.Position, false));
            case "null":
                return Fail(CelParserErrors.NoNull(token.Position));
        }

        if (ReservedWords.Contains(token.Text))
            return Fail(CelParserErrors.Reserved(token));
        if (!Current.Is("("))
            return Count(new IdentifierNode(token.Position, token.Text));
        var arguments = Arguments();
        if (arguments is null)
            return null;
        if (token.Text != "has")
            return Count(new CallNode(token.Position, token.Text, target: null, arguments));
        return arguments is [SelectNode selection]
            ? Count(new HasNode(token.Position, selection))
            : Fail(CelParserErrors.BadHas(token.Position));
    }
}
