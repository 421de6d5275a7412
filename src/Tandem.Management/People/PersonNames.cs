using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.People;

/// <summary>Carries a person's new name to where it is kept beside the key: records of every register and the account.</summary>
internal sealed class PersonNames(TandemDbContext db, Registers registers)
{
    /// <param name="person">As it is being stored.</param>
    /// <param name="oldName">The name before; null for a new person.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task CarryAsync(Person person, string? oldName, CancellationToken cancellation)
    {
        if (oldName is null || oldName == person.Name)
            return;
        if (await db.Users.FirstOrDefaultAsync(a => a.PersonKey == person.Key, cancellation) is { } account)
            account.DisplayName = person.Name;
        foreach (var register in registers.All)
            await register.RenamePersonAsync(db, person.Key, oldName, person.Name, cancellation);
    }
}
