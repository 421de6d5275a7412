using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Records.Workflows;

/// <summary>Takes a record from its state to the next. Who decides sees the version decided on: one that somebody changed meanwhile is shown first.</summary>
internal sealed class MoveRecord(TandemDbContext db, SaveRecord save, RecordChanges changes)
{
    internal async Task<RecordOutcome<T>> ExecuteAsync<T>(RecordDefinition<T> definition, string key, string name, int version, string reason, CancellationToken cancellation)
        where T : Record
    {
        if (definition.Workflow?.FindByName(name) is not { } transition || await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record)
            return new RecordOutcome<T>.Missing();
        if (record.Version > version && version > 0)
            return new RecordOutcome<T>.Conflict(record, await changes.FieldsSinceAsync(definition.Type, key, version, cancellation));
        var field = definition.FindField(definition.Workflow.Field)!;
        var state = WorkflowCheck.StateOf(definition, record);
        if (!transition.From.Contains(state, StringComparer.Ordinal))
            return new RecordOutcome<T>.Refused($"{key} is `{field.Words(state)}`, from where `{transition.Verb}` does not lead; choose one of the next steps of its page");
        return await save.EditAsync(definition, key, new RecordPatch(new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { [field.Name] = transition.To }, version, reason), cancellation);
    }
}
