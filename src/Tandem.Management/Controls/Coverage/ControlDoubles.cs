using Tandem.Management.Records;

namespace Tandem.Management.Controls.Coverage;

/// <summary>Two controls that may be one.</summary>
/// <param name="One">The earlier.</param>
/// <param name="Other">The later.</param>
/// <param name="Why">What they share, as a sentence.</param>
public sealed record ControlDouble(Control One, Control Other, string Why);

/// <summary>Finds controls on one subject: those that serve mostly the same requirements and say it in mostly the same words, or were adopted from one item of the library.</summary>
internal static class ControlDoubles
{
    // In our judgement: neither alone says enough. Two controls for one requirement may well differ, and so may two with like titles.
    private const double MostRequirements = 0.5;
    private const double MostWords = 0.5;

    /// <param name="controls">Controls in use.</param>
    internal static IReadOnlyList<ControlDouble> Among(IReadOnlyList<Control> controls)
    {
        var words = controls.Select(control => Likeness.WordsOf(control.Title)).ToList();
        var byRequirement = controls.Select((control, index) => (control, index)).SelectMany(pair => pair.control.Satisfies.Select(id => (id, pair.index))).ToLookup(pair => pair.id, pair => pair.index, StringComparer.Ordinal);
        var doubles = new List<ControlDouble>();
        for (var i = 0; i < controls.Count; i++)
        {
            var one = controls[i];
            // Only those that share a requirement are looked at, so that thousands of controls are no millions of pairs.
            foreach (var j in one.Satisfies.SelectMany(id => byRequirement[id]).Where(j => j > i).Distinct().Order())
            {
                var other = controls[j];
                if (one.LibraryItem.Length > 0 && other.LibraryItem.Length > 0 && one.LibraryItem != other.LibraryItem)
                    continue; // the library cuts its items apart on purpose
                var (requirements, title) = (Likeness.Share(one.Satisfies, other.Satisfies), Likeness.Share(words[i], words[j]));
                if (requirements >= MostRequirements && title >= MostWords)
                    doubles.Add(new(one, other, $"Both serve {string.Join(", ", one.Satisfies.Intersect(other.Satisfies, StringComparer.Ordinal))}, and their titles are much alike."));
            }
        }
        return doubles;
    }
}
