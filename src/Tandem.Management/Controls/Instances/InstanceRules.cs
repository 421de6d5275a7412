using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.AiSystems;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Controls.Instances;

/// <summary>Rules over a whole instance, and what follows from them.</summary>
internal static class InstanceRules
{
    internal static async Task CheckAsync(RecordDraft<ControlInstance> draft, CancellationToken cancellation)
    {
        var (instance, errors) = (draft.Record, draft.Errors);
        if (await OfControl.CheckAsync(draft, instance.Control, cancellation) is not { } control || errors.For("aiSystem").Count > 0)
            return;
        AiSystem? system = null;
        if (instance.AiSystem.Length > 0)
        {
            system = await draft.Services.GetRequiredService<TandemDbContext>().AiSystems.AsNoTracking().FirstOrDefaultAsync(s => s.Key == instance.AiSystem, cancellation);
            if (system is null)
                errors.Add("aiSystem", $"`{instance.AiSystem}` is no AI system; name one, such as `AIS-0001`, or leave it empty for the organisation as a whole");
            else if (control.Level == ControlLevel.Organisation)
                errors.Add("aiSystem", $"{control.Key} is put in place once for the organisation; leave this empty, or change where the control is put in place");
        }
        else if (control.Level == ControlLevel.AiSystem)
        {
            errors.Add("aiSystem", $"{control.Key} is put in place for each AI system; name the system");
        }
        if (await TwinAsync(draft, cancellation) is { } twin)
            errors.Add("aiSystem", $"{twin} says already how {control.Key} is put in place {(system is null ? "for the organisation" : $"for {system.Key}")}; change that one");

        if (instance.Title.Length == 0)
            instance.Title = Cut($"{control.Title}: {system?.Name ?? "the organisation"}");
        var today = DateOnly.FromDateTime(draft.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (instance.Status == InstanceStatus.Implemented)
        {
            if (instance.Method.Length == 0)
                errors.Add("method", "say how it is done here; what nobody can describe is not in place");
            if (instance.Owner.Length == 0 && instance.OwnerName.Length == 0 && errors.For("owner").Count == 0)
                errors.Add("owner", "name who keeps it in place");
            if (instance.ImplementedOn > today)
                errors.Add("implementedOn", "it is not in place before that day; plan it until then");
            instance.ImplementedOn ??= today;
        }
        else if (instance.Status is InstanceStatus.NotStarted or InstanceStatus.Planned)
        {
            instance.ImplementedOn = null;
        }
    }

    /// <summary>While it was archived, somebody may have entered another one for the same place.</summary>
    internal static async Task CheckRestoredAsync(RecordDraft<ControlInstance> draft, CancellationToken cancellation)
    {
        if (await TwinAsync(draft, cancellation) is { } twin)
            draft.Errors.Add("", $"{twin} says meanwhile how {draft.Record.Control} is put in place there; archive it first, or go on with it");
    }

    private static Task<string?> TwinAsync(RecordDraft<ControlInstance> draft, CancellationToken cancellation)
    {
        var instance = draft.Record;
        return draft.Services.GetRequiredService<TandemDbContext>().ControlInstances.AsNoTracking()
            .Where(i => i.Control == instance.Control && i.AiSystem == instance.AiSystem && i.ArchivedAt == null && i.Key != instance.Key).Select(i => i.Key).FirstOrDefaultAsync(cancellation);
    }

    private static string Cut(string title) => title.Length <= ControlLimits.Title ? title : title[..(ControlLimits.Title - 1)] + "…";
}
