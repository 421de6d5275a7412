using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Controls.Claims;
using Tandem.Management.Controls.Testing;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls.Library;

/// <summary>What a person or program asks to be taken over from the library.</summary>
/// <param name="Items">Numbers of items, such as `CTL-GOV-01`.</param>
/// <param name="Owner">Who is accountable: key, e-mail address or name of a person.</param>
/// <param name="Scope">What the controls cover and what not.</param>
/// <param name="Reason">Why, for the history; may be empty.</param>
public sealed record Adoption(IReadOnlyList<string>? Items, string? Owner, string? Scope, string? Reason);

/// <summary>How an adoption ended.</summary>
public abstract record AdoptionOutcome
{
    private AdoptionOutcome()
    {
    }

    /// <param name="Controls">Keys of the new controls.</param>
    /// <param name="Already">Items that were adopted before, each with the key of its control; they were left alone.</param>
    public sealed record Adopted(IReadOnlyList<string> Controls, IReadOnlyList<(string Item, string Control)> Already) : AdoptionOutcome;

    public sealed record Invalid(FormErrors Errors) : AdoptionOutcome;

    public sealed record Forbidden(string Why) : AdoptionOutcome;
}

/// <summary>Takes controls over from the library with their claims, kinds of evidence and tests: all of them or none. What was adopted before is left alone.</summary>
internal sealed class AdoptControls(TandemDbContext db, ControlLibrary library, SaveRecord save)
{
    internal async Task<AdoptionOutcome> ExecuteAsync(Adoption asked, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        var chosen = new List<LibraryControl>();
        foreach (var id in (asked.Items ?? []).Select(id => (id ?? "").Trim().ToUpperInvariant()).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Take(library.Items.Count + 1))
        {
            if (library.Find(id) is { } item)
                chosen.Add(item);
            else
                errors.Add("items", $"`{(id.Length > ControlLimits.LibraryItem ? id[..ControlLimits.LibraryItem] : id)}` is not in the library");
        }
        if (chosen.Count == 0 && !errors.Any)
            errors.Add("items", "choose at least one control of the library");
        if (string.IsNullOrWhiteSpace(asked.Owner))
            errors.Add("owner", "enter the accountable person; it can be changed for each control afterwards");
        if (string.IsNullOrWhiteSpace(asked.Scope))
            errors.Add("scope", "enter the scope; it can be changed for each control afterwards");
        if (errors.Any)
            return new AdoptionOutcome.Invalid(errors);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ids = chosen.ConvertAll(item => item.Id);
        var already = await db.Controls.AsNoTracking().Where(c => c.ArchivedAt == null && ids.Contains(c.LibraryItem)).ToDictionaryAsync(c => c.LibraryItem, c => c.Key, cancellation);
        var keys = new List<string>();
        foreach (var item in chosen.Where(item => !already.ContainsKey(item.Id)))
        {
            var (key, refused) = await AdoptAsync(item, asked, cancellation);
            if (refused is not null)
                return refused;
            keys.Add(key);
            // Stored within the transaction; tracked on they would make each further save look through all of them.
            db.ChangeTracker.Clear();
        }
        await transaction.CommitAsync(cancellation);
        return new AdoptionOutcome.Adopted(keys, chosen.Where(item => already.ContainsKey(item.Id)).Select(item => (item.Id, already[item.Id])).ToList());
    }

    private async Task<(string Key, AdoptionOutcome? Refused)> AdoptAsync(LibraryControl item, Adoption asked, CancellationToken cancellation)
    {
        var reason = string.IsNullOrWhiteSpace(asked.Reason) ? string.Create(CultureInfo.InvariantCulture, $"adopted from {item.Id} of the library, version {library.Version}") : asked.Reason.Trim();
        var control = await save.CreateAsync(ControlRegister.Definition, new RecordPatch(ValuesOf(item, asked), 0, reason), cancellation);
        if (control is not RecordOutcome<Control>.Saved { Stored.Key: var key, Stored.Owner: var owner })
            return ("", Refused(control));
        foreach (var claim in item.Claims)
        {
            var outcome = await save.CreateAsync(ClaimRegister.Definition, new RecordPatch(new Dictionary<string, JsonNode?>(StringComparer.Ordinal)
            {
                ["control"] = key,
                ["claim"] = claim.Claim,
                ["owner"] = owner,
                ["evidenceTypes"] = Texts(claim.EvidenceTypes),
            }, 0, reason), cancellation);
            if (outcome is not RecordOutcome<ControlClaim>.Saved)
                return ("", Refused(outcome));
        }
        foreach (var test in item.Tests)
        {
            var outcome = await save.CreateAsync(TestRegister.Definition, new RecordPatch(new Dictionary<string, JsonNode?>(StringComparer.Ordinal)
            {
                ["control"] = key,
                ["procedure"] = test.Procedure,
                ["owner"] = owner,
                ["cadence"] = ChoiceNames.Of(test.Cadence),
                ["source"] = ChoiceNames.Of(test.Source),
            }, 0, reason), cancellation);
            if (outcome is not RecordOutcome<ControlTest>.Saved)
                return ("", Refused(outcome));
        }
        return (key, null);
    }

    /// <summary>An item as the fields of a control.</summary>
    private static Dictionary<string, JsonNode?> ValuesOf(LibraryControl item, Adoption asked) => new(StringComparer.Ordinal)
    {
        ["title"] = item.Title,
        ["purpose"] = item.Purpose,
        ["description"] = item.Description,
        ["controlType"] = ChoiceNames.Of(item.Type),
        ["nature"] = ChoiceNames.Of(item.Nature),
        ["level"] = ChoiceNames.Of(item.Level),
        ["satisfies"] = Texts(item.Satisfies),
        ["libraryItem"] = item.Id,
        ["owner"] = asked.Owner,
        ["scope"] = asked.Scope,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static AdoptionOutcome Refused<T>(RecordOutcome<T> outcome)
        where T : Record => outcome switch
        {
            RecordOutcome<T>.Invalid invalid => new AdoptionOutcome.Invalid(invalid.Errors),
            RecordOutcome<T>.Forbidden forbidden => new AdoptionOutcome.Forbidden(forbidden.Why),
            _ => throw new InvalidOperationException($"an adoption cannot end as `{outcome}`"),
        };
}
