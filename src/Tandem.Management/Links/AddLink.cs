using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Links;

/// <summary>What a person or program asks to be linked; all as texts.</summary>
/// <param name="From">Key or identifier of the end that is spoken of.</param>
/// <param name="Relation">Value of a <see cref="LinkDirection"/>.</param>
/// <param name="To">Key or identifier of the other end.</param>
/// <param name="Note">Why, in a sentence; may be empty.</param>
public sealed record NewLink(string? From, string? Relation, string? To, string? Note);

/// <summary>Links a record with another one or with a requirement.</summary>
internal sealed class AddLink(TandemDbContext db, LinkEnds ends, LinkRules rules, ChangeContext change, TimeProvider time)
{
    /// <summary>Links of one record that hold at the same time.</summary>
    internal const int MostOfARecord = 1000;

    internal async Task<LinkOutcome> ExecuteAsync(NewLink asked, CancellationToken cancellation)
    {
        var (ends, refused) = await CheckAsync(asked, cancellation);
        return refused ?? await StoreAsync(ends!, (asked.Note ?? "").Trim(), cancellation);
    }

    /// <summary>Adds the link to what somebody is about to save; within their transaction.</summary>
    /// <returns>Null when it was added; else why not.</returns>
    internal async Task<LinkOutcome?> JoinAsync(NewLink asked, CancellationToken cancellation)
    {
        var (ends, refused) = await CheckAsync(asked, cancellation);
        if (refused is null)
            db.Add(await NewAsync(ends!, (asked.Note ?? "").Trim(), cancellation));
        return refused;
    }

    private sealed record Checked(string From, LinkRelation Relation, string To);

    private async Task<(Checked? Ends, LinkOutcome? Refused)> CheckAsync(NewLink asked, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        var (here, problem) = await ends.ResolveAsync(asked.From, cancellation);
        if (problem is not null)
            errors.Add("from", problem);
        var direction = LinkDirection.Find(asked.Relation);
        if (direction is null)
            errors.Add("relation", $"a relation is one of {string.Join(", ", LinkDirection.All.Select(known => $"`{known.Value}`"))}");
        var (there, unknown) = await ends.ResolveAsync(asked.To, cancellation);
        if (unknown is not null)
            errors.Add("to", unknown);
        var note = (asked.Note ?? "").Trim();
        if (note.Length > RecordLimits.Reason)
            errors.Add("note", $"the note has {note.Length} characters; shorten it to {RecordLimits.Reason}");
        if (here is not null && there is not null && here.Key == there.Key)
            errors.Add("to", $"{here.Key} is not linked to itself; choose another record");
        else if (here is { IsRequirement: true } && there is { IsRequirement: true })
            errors.Add("to", "requirements are related by the mapping of the catalogue; choose a record");
        if (errors.Any || here is null || there is null || direction is null)
            return (null, new LinkOutcome.Invalid(errors));
        if (!ends.MayEdit(here) && !ends.MayEdit(there))
            return (null, new LinkOutcome.Forbidden(LinkEnds.WhyNot(here, there)));
        if (!IsInUse(here) && !IsInUse(there))
            return (null, new LinkOutcome.Refused($"{(here.IsArchived ? here : there).Key} is archived; restore it before you link it"));

        var (from, to) = direction.IsForward ? (here.Key, there.Key) : (there.Key, here.Key);
        if (direction.Relation == LinkRelation.RelatesTo && string.CompareOrdinal(from, to) > 0)
            (from, to) = (to, from);
        if (await FindAsync(from, direction.Relation, to, cancellation) is { } known)
            return (null, Twice(known));
        if (await rules.WhyNotAddedAsync(new(here.Key == from ? here : there, direction.Relation, here.Key == from ? there : here), cancellation) is { } why)
            return (null, new LinkOutcome.Refused(why));
        foreach (var end in new[] { here, there }.Where(end => !end.IsRequirement))
        {
            if (await db.Links.CountAsync(l => l.EndedAt == null && (l.FromKey == end.Key || l.ToKey == end.Key), cancellation) >= MostOfARecord)
                return (null, new LinkOutcome.Refused($"{end.Key} has {MostOfARecord} links already; remove some that no longer hold"));
        }
        return (new(from, direction.Relation, to), null);
    }

    private async Task<LinkOutcome> StoreAsync(Checked ends, string note, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var link = await NewAsync(ends, note, cancellation);
            db.Add(link);
            change.Reason = note;
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new LinkOutcome.Saved(link);
        }
        catch (DbUpdateException)
        {
            // Somebody may have added the same one between our look and our save.
            db.ChangeTracker.Clear();
            if (await FindAsync(ends.From, ends.Relation, ends.To, cancellation) is { } other)
                return Twice(other);
            throw;
        }
    }

    private async Task<Link> NewAsync(Checked ends, string note, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (key, number) = await KeySequence.NextAsync(db, Link.Type, "LNK", cancellation);
        return new Link
        {
            Id = Guid.CreateVersion7(now),
            Key = key,
            Number = number,
            FromKey = ends.From,
            Relation = ends.Relation,
            ToKey = ends.To,
            Note = note,
            CreatedAt = now,
            CreatedBy = change.ActorName,
        };
    }

    private static bool IsInUse(LinkEnd end) => !end.IsRequirement && !end.IsArchived;

    private Task<Link?> FindAsync(string from, LinkRelation relation, string to, CancellationToken cancellation) =>
        db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.FromKey == from && l.ToKey == to && l.Relation == relation && l.EndedAt == null, cancellation);

    private static LinkOutcome.Refused Twice(Link known) =>
        new($"{known.FromKey} {LinkDirection.Of(known.Relation, isForward: true).Words} {known.ToKey} already ({known.Key}, by {known.CreatedBy}); nothing was added");
}
