namespace Tandem.Management.WorkEntries;

/// <summary>Minutes of some days by what they were for.</summary>
/// <param name="Parts">One for each day, subject and kind.</param>
public sealed record WorkSums(IReadOnlyList<WorkSums.Part> Parts)
{
    public sealed record Part(DateOnly Day, string About, WorkKind Kind, int Minutes);

    internal int Total => Parts.Sum(part => part.Minutes);

    internal int Reused => Parts.Where(part => part.Kind == WorkKind.Reused).Sum(part => part.Minutes);

    internal int On(DateOnly day) => Parts.Where(part => part.Day == day).Sum(part => part.Minutes);

    /// <summary>Most minutes first.</summary>
    internal IReadOnlyList<(string About, int New, int Reused)> BySubject => Parts.GroupBy(part => part.About, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Where(p => p.Kind == WorkKind.New).Sum(p => p.Minutes), group.Where(p => p.Kind == WorkKind.Reused).Sum(p => p.Minutes)))
        .OrderByDescending(row => row.Item2 + row.Item3).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();

    /// <summary>`1 h 05 min`, as people say it.</summary>
    internal static string Words(int minutes) => minutes < 60 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60:00} min";
}
