using Tandem.Management.Database;

namespace Tandem.Management.Evidence;

public readonly record struct EvidenceItemId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class EvidenceItemIdConverter() : TypedIdConverter<EvidenceItemId>(value => new EvidenceItemId(value));
