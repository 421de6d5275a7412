using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>Changes the rows of a preview that somebody confirmed.</summary>
internal sealed class ApplyBulkEdit(TandemDbContext db, ResolveBulkChange resolve, RunBulkEdit run)
{
    /// <param name="definition">The register.</param>
    /// <param name="seen">Rows with the version that the preview showed: one that was changed since is refused.</param>
    /// <param name="asked">What is to change.</param>
    /// <param name="reason">Why.</param>
    /// <param name="confirmed">Rows that the preview said would change; null when nobody counted them.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<BulkEditOutcome> ExecuteAsync<T>(
        RecordDefinition<T> definition, IReadOnlyDictionary<string, int> seen, BulkChange asked, string reason, int? confirmed, CancellationToken cancellation)
        where T : Record
    {
        if (RunBulkEdit.ReasonProblem(reason) is { } refused)
            return new BulkEditOutcome.Invalid(refused);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (errors, model) = await resolve.ExecuteAsync(definition, asked, cancellation);
        if (errors.Any)
            return new BulkEditOutcome.Invalid(errors);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return await run.ExecuteAsync(
            definition, new([.. seen.Keys], asked.Words(definition, model), reason, "") { Confirmed = confirmed }, record => new BulkStep(asked.Of(definition, model, record), seen[record.Key]), transaction, cancellation);
    }
}
