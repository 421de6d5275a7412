using Tandem.Management.Database;

namespace Tandem.Management.Obligations;

public readonly record struct ObligationId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ObligationIdConverter() : TypedIdConverter<ObligationId>(value => new ObligationId(value));
