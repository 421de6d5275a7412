using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>Puts the new values into one record that is never stored, so that what the database must be asked for, such as a person, is asked once and not once for each row.</summary>
internal sealed class ResolveBulkChange(TandemDbContext db, IServiceProvider services, TimeProvider time)
{
    /// <summary>All that is wrong with the values, and the record that holds them. Needs a transaction: a person who is new to the register is entered in it.</summary>
    internal async Task<(FormErrors Errors, T Model)> ExecuteAsync<T>(RecordDefinition<T> definition, BulkChange asked, CancellationToken cancellation)
        where T : Record
    {
        var model = definition.Create(new RecordStart(Guid.Empty, "", 0, time.GetUtcNow(), ""));
        var errors = asked.Problems(definition);
        if (!errors.Any)
        {
            foreach (var (name, value) in asked.Values)
            {
                var field = definition.FindField(name)!;
                if (await field.WriteAsync(model, await field.ResolveAsync(value?.DeepClone(), services, cancellation), services, cancellation) is { } problem)
                    errors.Add(name, problem);
            }
        }
        if (errors.Any)
            db.ChangeTracker.Clear();
        return (errors, model);
    }
}
