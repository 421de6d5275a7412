using System.Globalization;
using System.Text;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>Tree to canonical text: equal trees have equal text, and parsing the text gives the tree again.</summary>
internal static class CelPrinter
{
    private enum Rank
    {
        Conditional,
        Or,
        And,
        Relation,
        Sum,
        Product,
        Unary,
        Member,
    }

    public static string Print(CelNode node)
    {
        var text = new StringBuilder();
        Write(text, node, Rank.Conditional);
        return text.ToString();
    }

    private static Rank RankOf(CelNode node) => node switch
    {
        ConditionalNode => Rank.Conditional,
        LogicalNode logical => logical.IsAnd ? Rank.And : Rank.Or,
        BinaryNode { Operator: "+" or "-" } => Rank.Sum,
        BinaryNode { Operator: "*" or "/" or "%" } => Rank.Product,
        BinaryNode => Rank.Relation,
        NotNode or NegateNode => Rank.Unary,
        _ => Rank.Member,
    };

    private static void Write(StringBuilder text, CelNode node, Rank atLeast)
    {
        if (RankOf(node) < atLeast)
        {
            text.Append('(');
            WriteBare(text, node);
            text.Append(')');
        }
        else
            WriteBare(text, node);
    }

    private static void WriteBare(StringBuilder text, CelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                WriteLiteral(text, literal.Value);
                break;
            case IdentifierNode identifier:
                text.Append(identifier.Name);
                break;
            case SelectNode select:
                Write(text, select.Operand, Rank.Member);
                text.Append('.').Append(select.Field);
                break;
            case HasNode has:
                text.Append("has(");
                WriteBare(text, has.Selection);
                text.Append(')');
                break;
            case IndexNode index:
                Write(text, index.Operand, Rank.Member);
                text.Append('[');
                Write(text, index.Index, Rank.Conditional);
                text.Append(']');
                break;
            case CallNode call:
                if (call.Target is not null)
                {
                    Write(text, call.Target, Rank.Member);
                    text.Append('.');
                }

                text.Append(call.Function);
                WriteItems(text, '(', call.Arguments, ')');
                break;
            case ListNode list:
                WriteItems(text, '[', list.Items, ']');
                break;
            case NotNode not:
                text.Append('!');
                Write(text, not.Operand, Rank.Unary);
                break;
            case NegateNode negate:
                text.Append('-');

                // A sign before digits would become part of the literal.
                if (negate.Operand is LiteralNode)
                    text.Append('(');
                Write(text, negate.Operand, Rank.Unary);
                if (negate.Operand is LiteralNode)
                    text.Append(')');
                break;
            case BinaryNode binary:
                var rank = RankOf(binary);
                Write(text, binary.Left, rank);
                text.Append(' ').Append(binary.Operator).Append(' ');
                Write(text, binary.Right, rank + 1);
                break;
            case LogicalNode logical:
                for (var i = 0; i < logical.Operands.Count; i++)
                {
                    if (i > 0)
                        text.Append(logical.IsAnd ? " && " : " || ");
                    Write(text, logical.Operands[i], RankOf(logical) + 1);
                }

                break;
            case ConditionalNode conditional:
                Write(text, conditional.Condition, Rank.Or);
                text.Append(" ? ");
                Write(text, conditional.WhenTrue, Rank.Or);
                text.Append(" : ");
                Write(text, conditional.WhenFalse, Rank.Conditional);
                break;
            case QuantifierNode quantifier:
                Write(text, quantifier.Range, Rank.Member);
                text.Append(quantifier.IsAll ? ".all(" : ".exists(").Append(quantifier.Variable).Append(", ");
                Write(text, quantifier.Predicate, Rank.Conditional);
                text.Append(')');
                break;
            default:
                throw new InvalidOperationException($"no text for {node.GetType().Name}");
        }
    }

    private static void WriteItems(StringBuilder text, char open, IReadOnlyList<CelNode> items, char close)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            Write(text, items[i], Rank.Conditional);
        }

        text.Append(close);
    }

    private static void WriteLiteral(StringBuilder text, object value)
    {
        switch (value)
        {
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                WriteString(text, (string)value);
                break;
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('\'');
        foreach (var c in value)
        {
            switch (c)
            {
                case '\'' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('\'');
    }
}
