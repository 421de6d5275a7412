using Tandem.Management.Database;

namespace Tandem.Management.People;

public readonly record struct PersonId(Guid Value) : ITypedId
{
    public override string ToString() => Value.ToString();
}

internal sealed class PersonIdConverter() : TypedIdConverter<PersonId>(value => new PersonId(value));
