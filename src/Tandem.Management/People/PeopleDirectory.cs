using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.People;

/// <summary>Finds people by what others call them; each answer is asked for once in a scope.</summary>
internal sealed class PeopleDirectory(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    /// <summary>People that an input suggests; who is not among them is found by key, e-mail address or full name all the same.</summary>
    internal const int MostSuggested = 500;

    private readonly Dictionary<string, IReadOnlyList<PersonEntry>> _matches = new(StringComparer.Ordinal);
    private IReadOnlyList<PersonEntry>? _suggested;

    /// <summary>Who is meant: one for a key or an e-mail address; for a name, all people in use of that name. Empty for nobody.</summary>
    internal async Task<IReadOnlyList<PersonEntry>> MatchAsync(string text, CancellationToken cancellation)
    {
        if (_matches.TryGetValue(text, out var known))
            return known;
        var people = db.People.AsNoTracking();
        if (IsKey(text))
            people = people.Where(p => p.Key == text);
        else if (text.Contains('@', StringComparison.Ordinal))
            people = ByEmail(people, text);
        else
            people = ByName(people, text);
        var found = await Entries(people).ToListAsync(cancellation);
        return _matches[text] = found;
    }

    /// <summary>People in use by name, at most <see cref="MostSuggested"/>.</summary>
    internal async Task<IReadOnlyList<PersonEntry>> SuggestAsync(CancellationToken cancellation)
    {
        if (_suggested is not null)
            return _suggested;
        var people = await Entries(db.People.AsNoTracking().Where(p => p.ArchivedAt == null).OrderBy(p => p.NameKey)).Take(MostSuggested).ToListAsync(cancellation);
        var shared = people.GroupBy(p => Person.KeyOf(p.Name), StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return _suggested = people.ConvertAll(p => p with { IsNameShared = shared.Contains(Person.KeyOf(p.Name)) });
    }

    /// <summary>People in use with a word of the name that begins so, by name; at most <paramref name="most"/>.</summary>
    internal async Task<IReadOnlyList<PersonEntry>> FindByWordAsync(string start, int most, CancellationToken cancellation)
    {
        var word = " " + Person.KeyOf(start);
        var people = db.People.AsNoTracking().Where(p => p.ArchivedAt == null && (" " + p.NameKey).Contains(word)).OrderBy(p => p.NameKey).ThenBy(p => p.Number);
        return await Entries(people).Take(most).ToListAsync(cancellation);
    }

    /// <summary>Names by key, of archived people too; keys of nobody are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        keys.Count == 0 ? new Dictionary<string, string>() : await db.People.AsNoTracking().Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, p => p.Name, StringComparer.Ordinal, cancellation);

    /// <summary>Of some people, the keys of those whose account is a guest's: they see only what was opened to them.</summary>
    internal async Task<IReadOnlySet<string>> GuestsAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0)
            return new HashSet<string>(StringComparer.Ordinal);
        var readers = Permissions.Holders[Permissions.Read];
        var guests = from account in db.Users
                     where account.PersonKey != null && keys.Contains(account.PersonKey)
                         && !db.UserRoles.Any(held => held.UserId == account.Id && db.Roles.Any(role => role.Id == held.RoleId && readers.Contains(role.Name!)))
                     select account.PersonKey!;
        return (await guests.ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Enters a person by name alone; stored with the caller's save, in whose transaction this must be called.</summary>
    internal async Task<PersonEntry> EnterAsync(string name, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (key, number) = await KeySequence.NextAsync(db, Person.Type, PersonRegister.Definition.KeyPrefix, cancellation);
        var person = PersonRegister.Definition.Create(new(Guid.CreateVersion7(now), key, number, now, change.ActorName));
        person.Name = name;
        person.SearchText = PersonRegister.SearchText(person);
        db.Add(person);
        PersonEntry entry = new(person.Key, person.Name, "", "", IsArchived: false);
        _matches[name] = _matches[key] = [entry];
        return entry;
    }

    /// <summary>True for a text that can only mean somebody who is in the register.</summary>
    internal static bool IsReference(string text) => IsKey(text) || text.Contains('@', StringComparison.Ordinal);

    private static bool IsKey(string text) =>
        text.StartsWith(PersonRegister.Definition.KeyPrefix + "-", StringComparison.Ordinal) && text.AsSpan(PersonRegister.Definition.KeyPrefix.Length + 1) is { Length: > 0 } digits
        && !digits.ContainsAnyExceptInRange('0', '9');

    private static IQueryable<Person> ByEmail(IQueryable<Person> people, string text)
    {
        var email = text.ToLowerInvariant();
        return people.Where(p => p.Email == email && p.ArchivedAt == null);
    }

    private static IQueryable<Person> ByName(IQueryable<Person> people, string text)
    {
        var name = Person.KeyOf(text);
        return people.Where(p => p.NameKey == name && p.ArchivedAt == null).OrderBy(p => p.Number);
    }

    private static IQueryable<PersonEntry> Entries(IQueryable<Person> people) =>
        people.Select(p => new PersonEntry(p.Key, p.Name, p.Email, p.Unit, p.ArchivedAt != null, false));
}
