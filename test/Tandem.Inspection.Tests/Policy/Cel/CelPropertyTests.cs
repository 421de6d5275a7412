using FsCheck;
using FsCheck.Fluent;
using Tandem.Inspection.Policy;
using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Tests.Policy.Cel;

public sealed class CelPropertyTests
{
    private static readonly Gen<string> Texts = Gen.Elements("", "a", "b'c", "d\\e", "f\n\t", "é😀", "\"quoted\"", "[x]", "true");

    private static readonly Gen<long> Numbers = Gen.Elements(0L, 1L, -1L, 7L, long.MaxValue, long.MinValue);

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261121, 7);

    [Fact]
    public void Printer_AnyTree_ParsesBackToTheSameTree() =>
        Prop.ForAll(Bools(4).ToArbitrary(), tree =>
        {
            var text = CelPrinter.Print(tree);
            var parsed = CelParser.Parse(text, out var error);

            Assert.True(parsed is not null, $"{text}: {error.Message}");
            Assert.Equal(text, CelPrinter.Print(parsed));
        }).Check(Runs);

    [Fact]
    public void Evaluator_AnyTypedTree_NeverThrowsAndIsDeterministic() =>
        Prop.ForAll(Bools(4).ToArbitrary(), tree =>
        {
            var errors = new List<CelError>();
            var expression = CelChecker.Check(tree, Conditions.Schema, PolicyPhase.Response, errors);
            Assert.True(expression is not null, $"{CelPrinter.Print(tree)}: {string.Join(", ", errors)}");
            var condition = CelEvaluator.Compile(expression);
            var facts = Conditions.NoFacts with { Tools = ["a", "b"], ClassesIn = new Dictionary<string, long> { ["a"] = long.MaxValue } };

            var first = condition.Evaluate(Context(), out var firstError);
            var second = condition.Evaluate(Context(), out var secondError);

            Assert.Equal((first, firstError), (second, secondError));
            Assert.False(first && firstError is not null);

            EvaluationContext Context() => new(facts, InventorySystem.None, condition.StringVariables, condition.NumberVariables);
        }).Check(Runs);

    [Fact]
    public void Parser_AnyText_GivesATreeOrAnErrorInsideTheText() =>
        Prop.ForAll(
            Gen.Elements("a", "==", "(", ")", "[", "]", "'", "\"", "\\", "1", "-", "!", "&&", "||", "?", ":", ".", ",", "in", "exists", "has", " ", "\n", "\0", "é", "😀", "0x", "r'", "'''")
                .ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
            text =>
            {
                var tree = CelParser.Parse(text, out var error);

                if (tree is null)
                {
                    Assert.InRange(error.Position, 0, text.Length);
                    Assert.NotEmpty(error.Message);
                }
            }).Check(Runs);

    private static Gen<CelNode> Bools(int depth)
    {
        var leaves = Gen.Elements<CelNode>(Fact("stream"), Fact("use_allowed"), Literal(true), Literal(false));
        if (depth == 0)
            return leaves;
        var operators = Gen.Elements("==", "!=", "<", "<=", ">", ">=");
        return Gen.OneOf<CelNode>(
            leaves,
            Bools(depth - 1).Select(CelNode (x) => new NotNode(0, x)),
            from isAnd in Gen.Elements(true, false)
            from operands in Bools(depth - 1).ListOf(3)
            select (CelNode)Logical(isAnd, operands),
            from op in operators
            from left in Ints(depth - 1)
            from right in Ints(depth - 1)
            select (CelNode)new BinaryNode(0, op, left, right),
            from op in operators
            from left in Strings(depth - 1)
            from right in Strings(depth - 1)
            select (CelNode)new BinaryNode(0, op, left, right),
            from item in Strings(depth - 1)
            from items in Strings(depth - 1).ListOf(2)
            select (CelNode)new BinaryNode(0, "in", item, new ListNode(0, [.. items])),
            from function in Gen.Elements("contains", "startsWith", "endsWith")
            from target in Strings(depth - 1)
            from argument in Strings(depth - 1)
            select (CelNode)new CallNode(0, function, target, [argument]),
            from condition in Bools(depth - 1)
            from whenTrue in Bools(depth - 1)
            from whenFalse in Bools(depth - 1)
            select (CelNode)new ConditionalNode(0, condition, whenTrue, whenFalse),
            from isAll in Gen.Elements(true, false)
            from name in Gen.Elements("tools", "classes_in")
            from op in operators
            from other in Strings(0)
            select (CelNode)new QuantifierNode(0, isAll, Fact(name), "x", new BinaryNode(0, op, new IdentifierNode(0, "x"), other)));
    }

    private static Gen<CelNode> Ints(int depth)
    {
        var leaves = Gen.OneOf(Numbers.Select(CelNode (n) => Literal(n)), Gen.Constant<CelNode>(Fact("body_bytes")));
        return depth == 0
            ? leaves
            : Gen.OneOf<CelNode>(
                leaves,
                Ints(depth - 1).Select(CelNode (x) => new NegateNode(0, x)),
                Strings(depth - 1).Select(CelNode (x) => new IndexNode(0, Fact("classes_in"), x)),
                Strings(depth - 1).Select(CelNode (x) => new CallNode(0, "size", null, [x])),
                from op in Gen.Elements("+", "-", "*", "/", "%")
                from left in Ints(depth - 1)
                from right in Ints(depth - 1)
                select (CelNode)new BinaryNode(0, op, left, right));
    }

    private static Gen<CelNode> Strings(int depth)
    {
        var leaves = Gen.OneOf(Texts.Select(CelNode (t) => Literal(t)), Gen.Constant<CelNode>(Fact("model")));
        return depth == 0
            ? leaves
            : Gen.OneOf<CelNode>(leaves, Ints(depth - 1).Select(CelNode (x) => new IndexNode(0, Fact("tools"), x)));
    }

    // As the parser makes them: no conjunction directly inside a conjunction.
    private static LogicalNode Logical(bool isAnd, IEnumerable<CelNode> operands) =>
        new(0, isAnd, [.. operands.SelectMany(x => x is LogicalNode same && same.IsAnd == isAnd ? same.Operands : [x])]);

    private static IdentifierNode Fact(string name) => new(0, name);

    private static LiteralNode Literal(object value) => new(0, value);
}
