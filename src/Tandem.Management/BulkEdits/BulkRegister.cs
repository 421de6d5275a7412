using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>A register as a bulk edit names it, whatever its records consist of: for undoing, which begins with the bulk edit and not with the register.</summary>
internal abstract class BulkRegister(Register register)
{
    internal Register Register { get; } = register;

    internal async Task<BulkEditOutcome> UndoAsync(IServiceProvider services, BulkEdit edit, string reason, CancellationToken cancellation) =>
        services.GetRequiredService<CurrentUser>().May(Register.Rights.EditOwn)
            ? await RunAsync(services.GetRequiredService<UndoBulkEdit>(), edit, reason, cancellation)
            : new BulkEditOutcome.Forbidden($"your roles do not let you change {Register.Plural}; ask an IMS manager for the role that allows it");

    private protected abstract Task<BulkEditOutcome> RunAsync(UndoBulkEdit undo, BulkEdit edit, string reason, CancellationToken cancellation);
}

internal sealed class BulkRegister<T>(RecordDefinition<T> definition) : BulkRegister(definition)
    where T : Record
{
    private protected override Task<BulkEditOutcome> RunAsync(UndoBulkEdit undo, BulkEdit edit, string reason, CancellationToken cancellation) => undo.ExecuteAsync(definition, edit, reason, cancellation);
}
