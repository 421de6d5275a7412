namespace Tandem.Inspection.Policy;

/// <summary>The organisation's levels and how detector types map to them: <c>classes.json</c>.</summary>
public sealed class ClassTable
{
    private readonly (string Pattern, string Level, string? AimsClass)[] _entries;

    internal ClassTable(IReadOnlyList<string> levels, string defaultLevel, IEnumerable<(string Pattern, string Level, string? AimsClass)> entries)
    {
        Levels = levels;
        DefaultLevel = defaultLevel;

        // The longest pattern decides, so it comes first; of two equally long ones the whole type before the prefix.
        _entries = [.. entries.OrderByDescending(e => e.Pattern.TrimEnd('*').Length).ThenBy(e => e.Pattern, StringComparer.Ordinal)];
    }

    /// <summary>Names of the levels, lowest first.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Level of detector types that no entry covers.</summary>
    public string DefaultLevel { get; }

    /// <summary>Returns the level of a detector type: that of the longest pattern that covers it, else the default.</summary>
    /// <param name="findingType">Detector type, for example <c>fin.iban</c>.</param>
    /// <returns>One of <see cref="Levels"/>.</returns>
    public string LevelOf(string findingType)
    {
        ArgumentNullException.ThrowIfNull(findingType);
        foreach (var (pattern, level, _) in _entries)
        {
            if (TypePattern.Matches(pattern, findingType))
                return level;
        }

        return DefaultLevel;
    }

    /// <summary>Returns the AIMS class of a detector type, for example <c>training-data</c>.</summary>
    /// <param name="findingType">Detector type.</param>
    /// <returns>The class of the longest pattern that covers the type and names one; <c>none</c> without such a pattern.</returns>
    public string AimsClassOf(string findingType)
    {
        ArgumentNullException.ThrowIfNull(findingType);
        foreach (var (pattern, _, aimsClass) in _entries)
        {
            if (aimsClass is not null && TypePattern.Matches(pattern, findingType))
                return aimsClass;
        }

        return "none";
    }

    /// <summary>Returns the highest level of several detector types.</summary>
    /// <param name="findingTypes">Detector types, in any order and number.</param>
    /// <returns>One of <see cref="Levels"/>, or <c>none</c> when there are no types.</returns>
    public string HighestLevel(IEnumerable<string> findingTypes)
    {
        ArgumentNullException.ThrowIfNull(findingTypes);
        var highest = -1;
        foreach (var type in findingTypes)
            highest = Math.Max(highest, RankOf(LevelOf(type)));
        return highest < 0 ? "none" : Levels[highest];
    }

    /// <summary>Returns the higher of two levels.</summary>
    /// <param name="left">A level or <c>none</c>.</param>
    /// <param name="right">A level or <c>none</c>.</param>
    /// <returns>One of the two.</returns>
    public string HigherOf(string left, string right) => RankOf(left) >= RankOf(right) ? left : right;

    private int RankOf(string level)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            if (string.Equals(Levels[i], level, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
