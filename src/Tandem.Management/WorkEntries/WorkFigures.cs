using Microsoft.EntityFrameworkCore;
using Tandem.Management.Applicability;
using Tandem.Management.Database;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;

namespace Tandem.Management.WorkEntries;

/// <summary>Figures F1, effort saved by what was there, and F10, effort for each requirement before and after the second standard.</summary>
internal sealed class WorkFigures(TandemDbContext db, StatementQueries statement) : IFigureSource
{
    // A mean of fewer says more about chance than about work.
    private const int Least = 10;

    // Shorter than this, a month with a holiday or an audit decides.
    private const int LeastDays = 90;

    private const decimal DaysPerMonth = 365.25m / 12;

    /// <summary>Everybody's minutes for one requirement of ISO/IEC 42001.</summary>
    internal sealed record Effort(string Requirement, int New, int Reused, DateOnly First, DateOnly Last);

    public async Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation)
    {
        var prefix = Standard.Iso42001.Prefix() + ":";
        var efforts = (await db.WorkEntries.AsNoTracking().Where(w => w.About.StartsWith(prefix) && w.Day <= question.Today).GroupBy(w => new { w.About, w.Kind })
            .Select(g => new { g.Key.About, g.Key.Kind, Minutes = g.Sum(w => w.Minutes), First = g.Min(w => w.Day), Last = g.Max(w => w.Day) }).ToListAsync(cancellation))
            .GroupBy(sum => sum.About, StringComparer.Ordinal)
            .Select(of => new Effort(of.Key, of.Where(sum => sum.Kind == WorkKind.New).Sum(sum => sum.Minutes), of.Where(sum => sum.Kind == WorkKind.Reused).Sum(sum => sum.Minutes), of.Min(sum => sum.First), of.Max(sum => sum.Last)))
            .ToList();
        return [Saved(efforts), .. await PerRequirementAsync(question, cancellation)];
    }

    internal static Figure Saved(IReadOnlyList<Effort> efforts)
    {
        var reused = efforts.Where(effort => effort.Reused > 0).ToList();
        var anew = efforts.Where(effort => effort.Reused == 0).ToList();
        var missing = reused.Count < Least || anew.Count < Least
            ? $"Not enough data: work is entered for {anew.Count} requirements of ISO/IEC 42001 met anew and {reused.Count} met with something used again, and {Least} of each are needed."
            : null;
        var hours = efforts.Sum(effort => effort.New + effort.Reused) / 60m;
        var mean = anew.Count == 0 ? 0 : anew.Sum(effort => effort.New) / 60m / anew.Count;
        return new("F1", "Effort saved by what the other standard had",
            "1 minus hours on all requirements of ISO/IEC 42001 with work entries, by the number of these requirements times the mean hours of one met anew; met with something used again is one with an entry of that kind")
        {
            Value = missing is null && mean > 0 ? decimal.Round(100 * (1 - hours / (efforts.Count * mean)), MidpointRounding.AwayFromZero) : null,
            Inputs = [new("hours", hours), new("requirements met anew", anew.Count), new("requirements with something used again", reused.Count), new("mean hours of one met anew", mean)],
            From = efforts.Count == 0 ? null : efforts.Min(effort => effort.First),
            To = efforts.Count == 0 ? null : efforts.Max(effort => effort.Last),
            Missing = missing,
        };
    }

    private async Task<IReadOnlyList<Figure>> PerRequirementAsync(FigureQuestion question, CancellationToken cancellation)
    {
        if (question.Begun is not { } begun)
            return [PerRequirement("F10, before", "before", 0, 0, null, null, FigureQuestion.NotBegun), PerRequirement("F10, since", "since", 0, 0, null, null, FigureQuestion.NotBegun)];
        var applicable = (await statement.LoadAsync(cancellation)).Rows.Where(row => row.Decision == ApplicabilityDecision.Yes).ToList();
        var sums = await db.WorkEntries.AsNoTracking().Where(w => w.Day <= question.Today).GroupBy(w => w.Day < begun)
            .Select(g => new { IsBefore = g.Key, Minutes = g.Sum(w => w.Minutes), First = g.Min(w => w.Day) }).ToListAsync(cancellation);
        var before = sums.FirstOrDefault(sum => sum.IsBefore);
        var since = sums.FirstOrDefault(sum => !sum.IsBefore);
        return
        [
            PerRequirement("F10, before", "before", before?.Minutes ?? 0, applicable.Count(row => row.Requirement.Id.Standard == Standard.Iso27001), before?.First, begun.AddDays(-1), null),
            PerRequirement("F10, since", "since", since?.Minutes ?? 0, applicable.Count, since is null ? null : begun, question.Today, null),
        ];
    }

    internal static Figure PerRequirement(string id, string when, int minutes, int requirements, DateOnly? from, DateOnly? to, string? missing)
    {
        var days = from is { } first && to is { } last ? last.DayNumber - first.DayNumber + 1 : 0;
        missing ??= requirements == 0 ? "Not enough data: the statement of applicability has decided on no control yet."
            : days < LeastDays ? $"Not enough data: work entries speak about {days} days {when} that day, and {LeastDays} are needed." : null;
        var hours = minutes / 60m;
        return new(id, $"Effort for each control that applies, {when} the work for AI began",
            "hours of all work entries in a month, by the controls that the statement of applicability has decided to apply; before: those of ISO/IEC 27001, since: those of both")
        {
            Value = missing is null ? hours / (days / DaysPerMonth) / requirements : null,
            Unit = FigureUnit.HoursPerRequirementAndMonth,
            Inputs = [new("hours", hours), new("days", days), new("controls that apply", requirements)],
            From = from,
            To = from is null ? null : to,
            Missing = missing,
        };
    }
}
