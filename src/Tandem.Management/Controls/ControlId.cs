using Tandem.Management.Database;

namespace Tandem.Management.Controls;

public readonly record struct ControlId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ControlIdConverter() : TypedIdConverter<ControlId>(value => new ControlId(value));
