using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.People;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>Opens an account for a person of the register, who makes it work by a one-time link: nobody else ever knows the password.</summary>
internal sealed class InvitePerson(
    TandemDbContext db, PeopleDirectory directory, OpenAccount open, Administrators administrators, AccountLinks links, ChangeContext change, TimeProvider time)
{
    internal async Task<AccountOutcome> ExecuteAsync(InvitationForm form, CancellationToken cancellation)
    {
        var errors = form.Check();
        if (errors.Any)
            return new(errors);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await administrators.TakeTurnAsync(cancellation);
        change.Reason = Reason(form);
        if (await FindPersonAsync(form.Person!.Trim(), errors, cancellation) is not { } person)
            return new(errors);
        var email = form.Email?.Trim() is { Length: > 0 } entered ? entered : person.Email;
        await CheckAsync(person, email, errors, cancellation);
        if (errors.Any)
            return new(errors);

        if (person.Email.Length == 0)
        {
            (person.Email, person.UpdatedAt, person.UpdatedBy) = (email.ToLowerInvariant(), time.GetUtcNow(), change.ActorName);
            person.SearchText = PersonRegister.SearchText(person);
        }
        await db.SaveChangesAsync(cancellation);
        var account = open.Draft(email, person.Name);
        var stored = await open.StoreAsync(account, password: null, form.Roles, cancellation);
        if (!stored.Succeeded)
            return AccountOutcome.Refused(stored.Errors.First().Description, "email");
        var link = await links.MakeAsync(account, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return AccountOutcome.Done with { Link = link, Account = account.Id };
    }

    private async Task<Person?> FindPersonAsync(string text, FormErrors errors, CancellationToken cancellation)
    {
        var matches = await directory.MatchAsync(text, cancellation);
        if (matches.Count > 1)
            errors.Add("person", $"several people are called so: {string.Join(", ", matches.Select(match => match.Key))}; enter the key of the one you mean");
        else if (matches.Count == 0 && PeopleDirectory.IsReference(text))
            errors.Add("person", "nobody in the register has this key or address; enter a name");
        if (errors.Any)
            return null;
        var key = matches.Count == 1 ? matches[0].Key : (await directory.EnterAsync(text, cancellation)).Key;
        await db.SaveChangesAsync(cancellation);
        return await db.People.FirstAsync(p => p.Key == key, cancellation);
    }

    private async Task CheckAsync(Person person, string email, FormErrors errors, CancellationToken cancellation)
    {
        if (person.ArchivedAt is not null)
            errors.Add("person", $"{person.Key} is archived; restore the entry first");
        if (await db.Users.AnyAsync(a => a.PersonKey == person.Key, cancellation))
            errors.Add("person", $"{person.Key} has an account already; change its roles or renew its link instead");
        var lower = email.ToLowerInvariant();
        if (lower.Length == 0)
            errors.Add("email", $"the register knows no address of {person.Key}; enter one");
        else if (person.Email.Length > 0 && person.Email != lower)
            errors.Add("email", $"the register has another address for {person.Key}; leave this empty, or change it there first");
        else if (await db.People.AnyAsync(p => p.Key != person.Key && p.Email == lower && p.ArchivedAt == null, cancellation))
            errors.Add("email", "another person of the register has this address; an address belongs to one person");
        var normalised = email.ToUpperInvariant();
        if (lower.Length > 0 && await db.Users.AnyAsync(a => a.NormalizedEmail == normalised, cancellation))
            errors.Add("email", "an account has this address already");
    }

    private static string Reason(InvitationForm form) =>
        $"invited as {string.Join(", ", form.Roles)}{(form.Reason?.Trim() is { Length: > 0 } reason ? "; " + reason : "")}";
}
