using Tandem.Management.Database;

namespace Tandem.Management.Documents;

public readonly record struct DocumentId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class DocumentIdConverter() : TypedIdConverter<DocumentId>(value => new DocumentId(value));
