using Tandem.Management.Database;

namespace Tandem.Management.Approvals;

public readonly record struct ApprovalId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class ApprovalIdConverter() : TypedIdConverter<ApprovalId>(value => new ApprovalId(value));
