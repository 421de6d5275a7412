using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.People;

namespace Tandem.Management.Mail;

/// <summary>Who of some people can be written to: in use, with an address, and no guest, who sees but what was opened and must not learn of more by mail.</summary>
internal sealed class MailRecipients(TandemDbContext db, PeopleDirectory directory)
{
    internal async Task<IReadOnlyDictionary<string, MailRecipient>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var people = await db.People.AsNoTracking().Where(p => keys.Contains(p.Key) && p.ArchivedAt == null && p.Email != "")
            .Select(p => new MailRecipient(p.Key, p.Name, p.Email)).ToListAsync(cancellation);
        var guests = await directory.GuestsAsync(keys, cancellation);
        return people.Where(p => !guests.Contains(p.Key)).ToDictionary(p => p.Key, StringComparer.Ordinal);
    }
}

internal sealed record MailRecipient(string Key, string Name, string Address);
