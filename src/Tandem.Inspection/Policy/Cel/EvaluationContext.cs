namespace Tandem.Inspection.Policy.Cel;

/// <summary>The facts of one evaluation and what it needs on the way. Used by one thread for one decision.</summary>
internal sealed class EvaluationContext
{
    public EvaluationContext(PolicyFacts facts, InventorySystem system, int stringVariables = 0, int numberVariables = 0)
    {
        Facts = facts;
        System = system;
        Now = facts.Now.UtcTicks;
        Strings = stringVariables == 0 ? [] : new string[stringVariables];
        Numbers = numberVariables == 0 ? [] : new long[numberVariables];
    }

    public PolicyFacts Facts { get; }

    public InventorySystem System { get; }

    /// <summary>The fact `now` in ticks of UTC.</summary>
    public long Now { get; }

    /// <summary>Variables of quantifiers over texts, by depth.</summary>
    public string[] Strings { get; }

    /// <summary>Variables of quantifiers over numbers, by depth.</summary>
    public long[] Numbers { get; }

    /// <summary>The first error of this evaluation; null while there is none. A value computed while it is set means nothing.</summary>
    public string? Error { get; set; }

    /// <summary>Elements visited by quantifiers in this evaluation.</summary>
    public int Visits { get; set; }
}
