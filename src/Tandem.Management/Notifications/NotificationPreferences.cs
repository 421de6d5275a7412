using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Notifications;

/// <summary>Reads and changes what people chose.</summary>
internal sealed class NotificationPreferences(TandemDbContext db, ChangeContext change)
{
    /// <summary>What holds for a person, by kind; all kinds.</summary>
    internal async Task<IReadOnlyDictionary<string, MailWish>> ReadAsync(string person, CancellationToken cancellation)
    {
        var chosen = await db.NotificationPreferences.AsNoTracking().Where(p => p.PersonKey == person).ToDictionaryAsync(p => p.Kind, p => p.Mail, cancellation);
        return NotificationKinds.All.ToDictionary(kind => kind.Name, kind => chosen.TryGetValue(kind.Name, out var wish) ? wish : kind.Mail, StringComparer.Ordinal);
    }

    /// <summary>What some people chose, by person and kind.</summary>
    internal async Task<IReadOnlyDictionary<(string Person, string Kind), MailWish>> ReadAsync(IReadOnlyCollection<string> people, CancellationToken cancellation) =>
        await db.NotificationPreferences.AsNoTracking().Where(p => people.Contains(p.PersonKey)).ToDictionaryAsync(p => (p.PersonKey, p.Kind), p => p.Mail, cancellation);

    /// <summary>Stores what is named; what is wrong with it, by kind. Nothing is stored when anything is wrong.</summary>
    internal async Task<FormErrors> SaveAsync(string person, IReadOnlyDictionary<string, string> wishes, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        // The first stands for all: an answer for each of a hundred thousand would be many times as long as what was sent.
        if (wishes.Keys.FirstOrDefault(kind => !NotificationKinds.Contains(kind)) is { } unknown)
            errors.Add(unknown, $"there is no kind `{unknown}`; kinds are {string.Join(", ", NotificationKinds.All.Select(k => $"`{k.Name}`"))}");
        foreach (var (kind, wish) in wishes.Where(pair => NotificationKinds.Contains(pair.Key) && Read(pair.Value) is null))
            errors.Add(kind, $"`{wish}` is no choice; choose `atOnce`, `daily` or `never`");
        if (errors.Any)
            return errors;
        var stored = await db.NotificationPreferences.Where(p => p.PersonKey == person).ToDictionaryAsync(p => p.Kind, cancellation);
        foreach (var (kind, wish) in wishes)
        {
            if (stored.TryGetValue(kind, out var known))
                known.Mail = Read(wish)!.Value;
            else if (Read(wish) != NotificationKinds.Find(kind)!.Mail)
                db.Add(new NotificationPreference { PersonKey = person, Kind = kind, Mail = Read(wish)!.Value });
        }
        change.Reason = "chosen by the person";
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // The same person in two windows at once: the first choice stands and is shown.
            db.ChangeTracker.Clear();
            errors.Add("", "you changed this elsewhere at the same moment; look at it and choose again");
        }
        return errors;
    }

    /// <summary>As forms and the API write it.</summary>
    internal static string Write(MailWish wish) => wish switch
    {
        MailWish.AtOnce => "atOnce",
        MailWish.Daily => "daily",
        MailWish.Never => "never",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static MailWish? Read(string text) => text switch
    {
        "atOnce" => MailWish.AtOnce,
        "daily" => MailWish.Daily,
        "never" => MailWish.Never,
        _ => null,
    };
}
