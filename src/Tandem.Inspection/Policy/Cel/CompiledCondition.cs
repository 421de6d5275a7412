namespace Tandem.Inspection.Policy.Cel;

/// <summary>A checked expression of type bool as a delegate, with its canonical text.</summary>
internal sealed class CompiledCondition(string text, CelNode tree, Func<EvaluationContext, bool> evaluate, int stringVariables, int numberVariables)
{
    public string Text { get; } = text;

    public CelNode Tree { get; } = tree;

    public int StringVariables { get; } = stringVariables;

    public int NumberVariables { get; } = numberVariables;

    /// <summary>Evaluates; total: whatever the facts, it returns a value or an error, never throws.</summary>
    public bool Evaluate(EvaluationContext context, out string? error)
    {
        context.Error = null;
        context.Visits = 0;
        var value = evaluate(context);
        error = context.Error;
        return value && error is null;
    }
}
