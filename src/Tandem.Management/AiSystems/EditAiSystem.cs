using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.AiSystems;

/// <summary>Changes an AI system, unless somebody else changed it since the form was opened.</summary>
internal sealed class EditAiSystem(TandemDbContext db, AiSystemQueries queries, ChangeContext change, InventoryExport inventory, TimeProvider time)
{
    internal async Task<SaveOutcome> ExecuteAsync(string key, AiSystemForm form, CancellationToken cancellation)
    {
        form = form.Tidied();
        if (await db.AiSystems.FirstOrDefaultAsync(s => s.Key == key, cancellation) is not { } system)
            return new SaveOutcome.Missing();
        if (system.Version != form.Version)
            return await ConflictAsync(key, form.Version, cancellation);

        var others = (await queries.ListBindingsAsync(cancellation)).Where(b => b.Key != key).ToList();
        var errors = CheckAiSystemForm.Check(form, system.State, others);
        if (errors.Any)
            return new SaveOutcome.Invalid(errors);

        form.ApplyTo(system);
        if (!db.ChangeTracker.HasChanges())
            return new SaveOutcome.Saved(system);
        system.UpdatedAt = time.GetUtcNow();
        system.UpdatedBy = change.ActorName;
        change.Reason = form.Reason;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Between our reading and our writing; the same as if we had read later.
            return await ConflictAsync(key, form.Version, cancellation);
        }
        await inventory.WriteSoonAsync(cancellation);
        return new SaveOutcome.Saved(system);
    }

    private async Task<SaveOutcome> ConflictAsync(string key, int basedOn, CancellationToken cancellation)
    {
        var stored = await queries.FindByKeyAsync(key, cancellation);
        var changes = await db.ChangeEvents.AsNoTracking()
            .Where(e => e.RecordType == AiSystem.Type && e.RecordKey == key && e.RecordVersion > basedOn)
            .Select(e => e.Fields).ToListAsync(cancellation);
        return new SaveOutcome.Conflict(stored!, changes.SelectMany(FieldNames).ToHashSet(StringComparer.Ordinal));
    }

    private static List<string> FieldNames(string fields)
    {
        using var json = JsonDocument.Parse(fields);
        return json.RootElement.EnumerateObject().Select(field => field.Name).ToList();
    }
}
