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
            return new LinkOutcome.Invalid(errors);
        if (!ends.MayEdit(here) && !ends.MayEdit(there))
            return new LinkOutcome.Forbidden(LinkEnds.WhyNot(here, there));
        if (!IsInUse(here) && !IsInUse(there))
            return new LinkOutcome.Refused($"{(here.IsArchived ? here : there).Key} is archived; restore it before you link it");

        var (from, to) = direction.IsForward ? (here.Key, there.Key) : (there.Key, here.Key);
        if (direction.Relation == LinkRelation.RelatesTo && string.CompareOrdinal(from, to) > 0)
            (from, to) = (to, from);
        if (await FindAsync(from, direction.Relation, to, cancellation) is { } known)
            return Twice(known);
        if (await rules.WhyNotAddedAsync(new(here.Key == from ? here : there, direction.Relation, here.Key == from ? there : here), cancellation) is { } why)
            return new LinkOutcome.Refused(why);
        foreach (var end in new[] { here, there }.Where(end => !end.IsRequirement))
        {
            if (await db.Links.CountAsync(l => l.EndedAt == null && (l.FromKey == end.Key || l.ToKey == end.Key), cancellation) >= MostOfARecord)
                return new LinkOutcome.Refused($"{end.Key} has {MostOfARecord} links already; remove some that no longer hold");
        }
        return await StoreAsync(from, direction.Relation, to, note, cancellation);
    }

    private async Task<LinkOutcome> StoreAsync(string from, LinkRelation relation, string to, string note, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var now = time.GetUtcNow();
            var (key, number) = await KeySequence.NextAsync(db, Link.Type, "LNK", cancellation);
            var link = new Link
            {
                Id = Guid.CreateVersion7(now),
                Key = key,
                Number = number,
                FromKey = from,
                Relation = relation,
                ToKey = to,
                Note = note,
                CreatedAt = now,
                CreatedBy = change.ActorName,
            };
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
            if (await FindAsync(from, relation, to, cancellation) is { } other)
                return Twice(other);
            throw;
        }
    }

    private static bool IsInUse(LinkEnd end) => !end.IsRequirement && !end.IsArchived;

    private Task<Link?> FindAsync(string from, LinkRelation relation, string to, CancellationToken cancellation) =>
        db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.FromKey == from && l.ToKey == to && l.Relation == relation && l.EndedAt == null, cancellation);

    private static LinkOutcome.Refused Twice(Link known) =>
        new($"{known.FromKey} {LinkDirection.Of(known.Relation, isForward: true).Words} {known.ToKey} already ({known.Key}, by {known.CreatedBy}); nothing was added");
}
