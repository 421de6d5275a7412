using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Controls;

/// <summary>What claims, instances and tests have in common: each belongs to one control, and whoever answers for the control answers for it until somebody else is named.</summary>
internal static class OfControl
{
    /// <summary>Adds an error when the field `control` names something else, and names the owner of the control where a new record has none.</summary>
    /// <returns>The control; null when there is none.</returns>
    internal static async Task<Control?> CheckAsync<T>(RecordDraft<T> draft, string key, CancellationToken cancellation)
        where T : Record
    {
        if (draft.Errors.For("control").Count > 0)
            return null;
        if (await draft.Services.GetRequiredService<TandemDbContext>().Controls.AsNoTracking().FirstOrDefaultAsync(c => c.Key == key, cancellation) is not { } control)
        {
            draft.Errors.Add("control", $"`{key}` is no control; name one, such as `CTL-0001`");
            return null;
        }
        if (draft.Before is null && draft.Record is { Owner: "", OwnerName: "" })
            (draft.Record.Owner, draft.Record.OwnerName) = (control.Owner, control.OwnerName);
        return control;
    }
}
