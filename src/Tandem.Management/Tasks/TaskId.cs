using Tandem.Management.Database;

namespace Tandem.Management.Tasks;

public readonly record struct TaskId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class TaskIdConverter() : TypedIdConverter<TaskId>(value => new TaskId(value));
