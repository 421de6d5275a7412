using Tandem.Management.Database;

namespace Tandem.Management.AiSystems;

public readonly record struct AiSystemId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class AiSystemIdConverter() : TypedIdConverter<AiSystemId>(value => new AiSystemId(value));
