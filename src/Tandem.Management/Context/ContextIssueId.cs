using Tandem.Management.Database;

namespace Tandem.Management.Context;

public readonly record struct ContextIssueId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ContextIssueIdConverter() : TypedIdConverter<ContextIssueId>(value => new ContextIssueId(value));
