using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.People;

/// <summary>Gives each account its person, so that whoever signs in can own, do and decide things.</summary>
internal sealed class PersonsOfAccounts(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    /// <summary>The person of the account's e-mail address when no other account has it, else a new one; stored with the caller's next save, in whose transaction this must be called.</summary>
    internal async Task GiveAsync(Account account, CancellationToken cancellation)
    {
        var email = (account.Email ?? "").ToLowerInvariant();
        var person = await db.People.FirstOrDefaultAsync(p => p.Email == email && p.ArchivedAt == null && email != "", cancellation);
        if (person is null || await db.Users.AnyAsync(a => a.PersonKey == person.Key, cancellation))
            person = await EnterAsync(account.DisplayName, email, cancellation);
        if (person.Owner.Length == 0)
            (person.Owner, person.OwnerName) = (person.Key, person.Name);
        account.PersonKey = person.Key;
    }

    /// <summary>For accounts that were made before there was a register of people.</summary>
    internal async Task GiveMissingAsync(CancellationToken cancellation)
    {
        var without = await db.Users.Where(a => a.PersonKey == null).OrderBy(a => a.CreatedAt).ToListAsync(cancellation);
        foreach (var account in without)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            change.Reason = "each account has a person";
            await GiveAsync(account, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private async Task<Person> EnterAsync(string name, string email, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (key, number) = await KeySequence.NextAsync(db, Person.Type, PersonRegister.Definition.KeyPrefix, cancellation);
        var person = PersonRegister.Definition.Create(new(Guid.CreateVersion7(now), key, number, now, change.ActorName));
        person.Name = name;
        person.Email = email;
        person.SearchText = PersonRegister.SearchText(person);
        db.Add(person);
        return person;
    }
}
