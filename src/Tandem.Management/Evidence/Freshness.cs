namespace Tandem.Management.Evidence;

/// <summary>What an item's age and time say on a day; from best to worst.</summary>
public enum Freshness
{
    Fresh,

    /// <summary>Still fresh, and to be collected again soon.</summary>
    DueSoon,

    Stale,

    /// <summary>It says nothing about the time that was asked for.</summary>
    OutsidePeriod,

    /// <summary>Nothing has come yet.</summary>
    NothingReceived,
}

/// <summary>Counts how long evidence is fresh. INVARIANT (missing data never improves): of the days that are known the earliest counts, and what has not come is never fresh.</summary>
internal static class FreshnessRules
{
    private const int MostDaysAhead = 30;

    /// <summary>The last fresh day and the day from which on it is due soon; null while nothing has come.</summary>
    /// <param name="freshDays">Days for which it stays fresh.</param>
    /// <param name="coversTo">Last day of the time it speaks about.</param>
    /// <param name="collectedOn">Day on which it was collected.</param>
    /// <param name="receivedOn">Day on which its newest revision came; null for none.</param>
    internal static (DateOnly? Until, DateOnly? DueFrom) Of(int freshDays, DateOnly? coversTo, DateOnly? collectedOn, DateOnly? receivedOn)
    {
        if (receivedOn is not { } from)
            return (null, null);
        foreach (var day in (DateOnly?[])[coversTo, collectedOn])
            from = day < from ? day.Value : from;
        var until = from.DayNumber > DateOnly.MaxValue.DayNumber - freshDays ? DateOnly.MaxValue : from.AddDays(freshDays);
        return (until, until.AddDays(-Math.Min(MostDaysAhead, freshDays / 4)));
    }

    /// <summary>What holds on a day.</summary>
    internal static Freshness On(DateOnly today, DateOnly? until, DateOnly? dueFrom) => until is not { } last ? Freshness.NothingReceived
        : last < today ? Freshness.Stale
        : dueFrom <= today ? Freshness.DueSoon : Freshness.Fresh;

    /// <summary>What holds on a day for who asked for a time: an item that does not say of what time it speaks speaks of none.</summary>
    internal static Freshness For(EvidenceItem item, DateOnly today, DateOnly? askedFrom, DateOnly? askedTo) =>
        item.FreshUntil is not null && !Overlaps(item.CoversFrom, item.CoversTo, askedFrom, askedTo) ? Freshness.OutsidePeriod : On(today, item.FreshUntil, item.DueFrom);

    internal static bool IsCurrent(this Freshness freshness) => freshness is Freshness.Fresh or Freshness.DueSoon;

    // An end that is open reaches as far as one likes; a time with two open ends is none.
    private static bool Overlaps(DateOnly? from, DateOnly? to, DateOnly? askedFrom, DateOnly? askedTo)
    {
        if (askedFrom is null && askedTo is null)
            return true;
        return (from is not null || to is not null) && !(to < askedFrom) && !(from > askedTo);
    }
}
