namespace Tandem.Inspection.Policy.Cel;

/// <summary>Says which expressions can fail while they are evaluated; all others need no care for errors.</summary>
internal static class CelFailures
{
    public static bool CanFail(CelNode node) => node switch
    {
        LiteralNode or IdentifierNode or SelectNode or HasNode => false,
        NotNode not => CanFail(not.Operand),
        LogicalNode logical => logical.Operands.Any(CanFail),
        BinaryNode { Operator: "+" or "-" or "*" or "/" or "%" } => true,
        BinaryNode binary => CanFail(binary.Left) || CanFail(binary.Right),
        ConditionalNode c => CanFail(c.Condition) || CanFail(c.WhenTrue) || CanFail(c.WhenFalse),
        CallNode call => (call.Target is not null && CanFail(call.Target)) || call.Arguments.Any(CanFail),
        ListNode list => list.Items.Any(CanFail),

        // A literal index is a key of the map of counts, which never fails; an index into a list may lie outside.
        IndexNode index => index.Index is not LiteralNode { Value: string } || CanFail(index.Operand),
        _ => true,
    };
}
