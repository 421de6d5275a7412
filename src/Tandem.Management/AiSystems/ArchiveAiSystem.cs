using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>Takes an AI system out of the register's view, or back; nothing is ever deleted.</summary>
internal sealed class ArchiveAiSystem(TandemDbContext db, AiSystemQueries queries, ChangeContext change, InventoryExport inventory, TimeProvider time)
{
    internal async Task<SaveOutcome> ExecuteAsync(string key, bool isArchived, int version, string? reason, CancellationToken cancellation)
    {
        if (await db.AiSystems.FirstOrDefaultAsync(s => s.Key == key, cancellation) is not { } system)
            return new SaveOutcome.Missing();
        if (system.Version != version)
            return new SaveOutcome.Conflict(system, []);
        if (system.ArchivedAt is not null == isArchived)
            return new SaveOutcome.Saved(system);
        if ((reason ?? "").Length > AiSystemLimits.Text)
            return new SaveOutcome.Invalid(new FormErrors().Add("reason", "too long; say it in fewer words"));
        if (!isArchived && await TakenBindingAsync(system, cancellation) is { } taken)
            return new SaveOutcome.Invalid(new FormErrors().Add("bindings", $"application `{taken.Binding.ApplicationId}` is bound to {taken.Key} by now; remove it there first"));

        system.ArchivedAt = isArchived ? time.GetUtcNow() : null;
        system.UpdatedAt = time.GetUtcNow();
        system.UpdatedBy = change.ActorName;
        change.Reason = reason;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SaveOutcome.Conflict((await queries.FindByKeyAsync(key, cancellation))!, []);
        }
        await inventory.WriteSoonAsync(cancellation);
        return new SaveOutcome.Saved(system);
    }

    private async Task<BindingOfSystem?> TakenBindingAsync(AiSystem system, CancellationToken cancellation) =>
        (await queries.ListBindingsAsync(cancellation)).FirstOrDefault(other => system.Bindings.Any(own => own.ApplicationId == other.Binding.ApplicationId));
}
