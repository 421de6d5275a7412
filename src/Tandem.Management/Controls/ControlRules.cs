using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Controls.Library;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.Controls;

/// <summary>Rules over a whole control, and the rows that belong to its save.</summary>
internal static class ControlRules
{
    internal static async Task CheckAsync(RecordDraft<Control> draft, CancellationToken cancellation)
    {
        var control = draft.Record;
        control.ServesIso27001 = Serves(control, Standard.Iso27001);
        control.ServesIso42001 = Serves(control, Standard.Iso42001);
        if (draft.Errors.For("title").Count == 0 && ControlHints.NamesAFramework(control.Title))
            draft.Errors.Add("title", "say what is done without the number or name of a framework; which requirements it serves is named in its own field, so that one control counts for all of them");
        if (draft.Errors.For("libraryItem").Count == 0)
            await CheckLibraryAsync(draft, cancellation);
    }

    private static async Task CheckLibraryAsync(RecordDraft<Control> draft, CancellationToken cancellation)
    {
        var control = draft.Record;
        if (control.LibraryItem == (draft.Before?["libraryItem"]?.GetValue<string>() ?? ""))
            return;
        var library = draft.Services.GetRequiredService<ControlLibrary>();
        control.LibraryVersion = control.LibraryItem.Length == 0 ? "" : library.Version;
        if (control.LibraryItem.Length == 0)
            return;
        if (library.Find(control.LibraryItem) is null)
            draft.Errors.Add("libraryItem", $"`{control.LibraryItem}` is not in the library; look for it at /control-library, or leave this empty");
        else if (await TwinAsync(draft, cancellation) is { } twin)
            draft.Errors.Add("libraryItem", $"{twin} was adopted from `{control.LibraryItem}` already; go on with that one");
    }

    /// <summary>While it was archived, somebody may have adopted the same item of the library again.</summary>
    internal static async Task CheckRestoredAsync(RecordDraft<Control> draft, CancellationToken cancellation)
    {
        if (draft.Record.LibraryItem.Length > 0 && await TwinAsync(draft, cancellation) is { } twin)
            draft.Errors.Add("", $"{twin} was adopted from the same item of the library meanwhile; archive it first, or go on with it");
    }

    internal static async Task WithSaveAsync(RecordDraft<Control> draft, CancellationToken cancellation)
    {
        var db = draft.Services.GetRequiredService<TandemDbContext>();
        var control = draft.Record;
        var stored = await db.ControlRequirements.Where(r => r.ControlKey == control.Key).ToListAsync(cancellation);
        db.RemoveRange(stored.Where(row => !control.Satisfies.Contains(row.Requirement, StringComparer.Ordinal)));
        db.AddRange(control.Satisfies.Except(stored.Select(row => row.Requirement), StringComparer.Ordinal).Select(id => new ControlRequirement { Requirement = id, ControlKey = control.Key }));
    }

    private static Task<string?> TwinAsync(RecordDraft<Control> draft, CancellationToken cancellation)
    {
        var control = draft.Record;
        return draft.Services.GetRequiredService<TandemDbContext>().Controls.AsNoTracking()
            .Where(c => c.LibraryItem == control.LibraryItem && c.ArchivedAt == null && c.Key != control.Key).Select(c => c.Key).FirstOrDefaultAsync(cancellation);
    }

    private static bool Serves(Control control, Standard standard) =>
        control.Satisfies.Any(id => RequirementId.TryParse(id, out var known) && known.Standard == standard);
}
