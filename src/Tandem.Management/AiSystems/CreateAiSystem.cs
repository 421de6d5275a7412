using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.AiSystems;

/// <summary>Enters an AI system into the register under the next key.</summary>
internal sealed class CreateAiSystem(TandemDbContext db, AiSystemQueries queries, ChangeContext change, InventoryExport inventory, TimeProvider time)
{
    internal async Task<SaveOutcome> ExecuteAsync(AiSystemForm form, CancellationToken cancellation)
    {
        form = form.Tidied();
        var errors = CheckAiSystemForm.Check(form, stored: null, await queries.ListBindingsAsync(cancellation));
        if (errors.Any)
            return new SaveOutcome.Invalid(errors);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        var system = new AiSystem
        {
            Id = new AiSystemId(Guid.CreateVersion7(now)),
            Key = await KeySequence.NextAsync(db, AiSystem.Type, AiSystem.KeyPrefix, cancellation),
            Name = form.Name,
            Purpose = form.Purpose,
            Owner = form.Owner,
            CreatedAt = now,
            CreatedBy = change.ActorName,
            UpdatedAt = now,
            UpdatedBy = change.ActorName,
        };
        form.ApplyTo(system);
        change.Reason = form.Reason;
        db.AiSystems.Add(system);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await inventory.WriteSoonAsync(cancellation);
        return new SaveOutcome.Saved(system);
    }
}
