using Tandem.Management.Access;

namespace Tandem.Management.WorkEntries;

/// <summary>The one place that says who may see, enter and change work entries.</summary>
internal sealed class WorkRights(CurrentUser user, TimeProvider time)
{
    /// <summary>Those who manage see everybody's entries and correct them; all others their own.</summary>
    internal bool IsManager => user.May(Permissions.Manage);

    internal string? Person => user.May(Permissions.Comment) ? user.PersonKey : null;

    internal DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    internal DateOnly FirstOpenDay => Today.AddDays(-WorkLimits.DaysOpen);

    internal IQueryable<WorkEntry> Visible(IQueryable<WorkEntry> entries)
    {
        var person = user.PersonKey ?? "";
        return IsManager ? entries : entries.Where(w => w.Person == person);
    }

    internal bool IsOwn(WorkEntry entry) => Person is { Length: > 0 } person && entry.Person == person;

    /// <summary>Why an entry may not be changed, and what to do; null when it may.</summary>
    internal string? WhyNot(WorkEntry entry) => IsManager ? null
        : !IsOwn(entry) ? "only own work entries are changed; ask an IMS manager to correct this one"
        : entry.Day < FirstOpenDay ? $"work of days before {FirstOpenDay:yyyy-MM-dd} is closed; ask an IMS manager to correct it"
        : null;
}
