using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.People;

/// <summary>Rules of the register over more than one field or person.</summary>
internal static class PersonRules
{
    private static readonly EmailAddressAttribute EmailRule = new();

    internal static async Task CheckAsync(RecordDraft<Person> draft, CancellationToken cancellation)
    {
        var person = draft.Record;
        if (person.AbsentUntil is { } until && (person.AbsentFrom is not { } from || from > until))
            draft.Errors.Add("absentFrom", "an absence begins on or before its last day; enter its first day");
        if (person.Deputy.Length > 0 && person.Deputy == person.Key)
            draft.Errors.Add("deputy", "nobody is the own deputy; name somebody else or leave it empty");
        // INVARIANT (segregation): a deputy decides approvals for somebody who is absent; nobody takes that for themself.
        if (person.Deputy.Length > 0 && person.Deputy != draft.Before?["deputy"]?.GetValue<string>() && person.Deputy == draft.Services.GetRequiredService<CurrentUser>().PersonKey)
            draft.Errors.Add("deputy", "nobody makes themself a deputy; ask the person, or somebody else who may change this record, to name you");
        if (person.Name.Contains('@', StringComparison.Ordinal))
            draft.Errors.Add("name", "a name has no `@`; enter the address as e-mail address");
        if (person.Email.Length == 0)
            return;
        if (!EmailRule.IsValid(person.Email))
        {
            draft.Errors.Add("email", "enter an e-mail address such as `ada@example.org`, or leave it empty");
            return;
        }
        if (person.Email != draft.Before?["email"]?.GetValue<string>())
            await CheckAddressAsync(draft, cancellation);
    }

    /// <summary>INVARIANT (one address, one person): an address leads to one person in use.</summary>
    internal static async Task CheckAddressAsync(RecordDraft<Person> draft, CancellationToken cancellation)
    {
        var person = draft.Record;
        if (person.Email.Length == 0)
            return;
        var db = draft.Services.GetRequiredService<TandemDbContext>();
        var other = await db.People.AsNoTracking().Where(p => p.Email == person.Email && p.Key != person.Key && p.ArchivedAt == null).Select(p => p.Key).FirstOrDefaultAsync(cancellation);
        if (other is not null)
            draft.Errors.Add("email", $"{other} has this e-mail address already; an address belongs to one person");
    }
}
