namespace Tandem.Management.Records.Workflows;

/// <summary>Holds a change of state against the workflow, whichever way it came.</summary>
internal static class WorkflowCheck
{
    /// <param name="definition">The register.</param>
    /// <param name="draft">The record with its new values.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal static async Task CheckAsync<T>(RecordDefinition<T> definition, RecordDraft<T> draft, CancellationToken cancellation)
        where T : Record
    {
        if (definition.Workflow is not { } workflow || draft.Errors.For(workflow.Field).Count > 0)
            return;
        var field = definition.FindField(workflow.Field)!;
        var to = StateOf(definition, draft.Record);
        if (draft.Before is not { } before)
        {
            if (!workflow.Initial.Contains(to, StringComparer.Ordinal))
                draft.Errors.Add(workflow.Field, $"a new {definition.Singular} begins as {Several(workflow.Initial)}");
            return;
        }
        var from = before[workflow.Field]!.GetValue<string>();
        if (from == to)
            return;
        if (workflow.Find(from, to) is not { } transition)
        {
            var next = workflow.From(from).Select(t => t.To).ToList();
            draft.Errors.Add(workflow.Field, next.Count == 0
                ? $"{Words(to)} cannot follow {Words(from)}, after which nothing comes"
                : $"{Words(to)} cannot follow {Words(from)}; next can be {Several(next)}");
            return;
        }
        foreach (var blocker in await transition.BlockersAsync(draft.Record, draft.Services, cancellation))
            draft.Errors.Add(workflow.Field, $"{Words(to)} {blocker.Words}");

        string Words(string state) => $"`{field.Words(state)}`";
        string Several(IReadOnlyList<string> states) => string.Join(" or ", states.Select(Words));
    }

    /// <summary>Adds an error when a change of state takes a reason and was given none, whichever way it came. A preview does not ask: its reason is given afterwards.</summary>
    internal static void RequireReason<T>(RecordDefinition<T> definition, RecordDraft<T> draft, string reason)
        where T : Record
    {
        if (definition.Workflow is { } workflow && draft.Before?[workflow.Field] is { } from && string.IsNullOrWhiteSpace(reason)
            && workflow.Find(from.GetValue<string>(), StateOf(definition, draft.Record)) is { RequiresReason: true } transition)
            draft.Errors.Add("reason", $"say why: `{transition.Verb}` takes a reason");
    }

    /// <summary>The state of a record as its field writes it.</summary>
    internal static string StateOf<T>(RecordDefinition<T> definition, T record)
        where T : Record => definition.FindField(definition.Workflow!.Field)!.Read(record)!.GetValue<string>();
}
