namespace Tandem.Management.Frameworks.Uploads;

public enum DifferenceKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>A part that is not the same in two versions.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Before">Null for one that came.</param>
/// <param name="After">Null for one that went.</param>
public sealed record PartDifference(DifferenceKind Kind, FrameworkPart? Before, FrameworkPart? After)
{
    internal string Urn => (After ?? Before)!.Urn;
}

/// <summary>How many parts differ.</summary>
public sealed record DifferenceCounts(int Added, int Removed, int Changed);

/// <summary>Holds two versions against each other: a part is the same by its urn, and has changed when number, title or text have.</summary>
internal static class FrameworkDifference
{
    internal static IReadOnlyList<PartDifference> Of(IReadOnlyList<FrameworkPart> before, IReadOnlyList<FrameworkPart> after)
    {
        var old = before.ToDictionary(part => part.Urn, StringComparer.Ordinal);
        var later = after.Select(part => part.Urn).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. after.Where(part => !old.TryGetValue(part.Urn, out var was) || Differs(was, part))
                .Select(part => old.TryGetValue(part.Urn, out var was) ? new PartDifference(DifferenceKind.Changed, was, part) : new(DifferenceKind.Added, null, part)),
            .. before.Where(part => !later.Contains(part.Urn)).Select(part => new PartDifference(DifferenceKind.Removed, part, null)),
        ];
    }

    internal static DifferenceCounts Count(IReadOnlyList<FrameworkPart> before, IReadOnlyList<FrameworkPart> after)
    {
        var all = Of(before, after);
        return new(all.Count(d => d.Kind == DifferenceKind.Added), all.Count(d => d.Kind == DifferenceKind.Removed), all.Count(d => d.Kind == DifferenceKind.Changed));
    }

    private static bool Differs(FrameworkPart before, FrameworkPart after) => before.Ref != after.Ref || before.Title != after.Title || before.Text != after.Text;
}
