using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tandem.Management.Database;

/// <summary>An identifier of one kind of record: a struct of its own, so that no id is taken for another's. Value is a UUIDv7.</summary>
public interface ITypedId
{
    Guid Value { get; }
}

/// <summary>Stores typed ids as plain UUIDs; each id type derives one with its constructor.</summary>
internal abstract class TypedIdConverter<TId>(System.Linq.Expressions.Expression<Func<Guid, TId>> create)
    : ValueConverter<TId, Guid>(id => id.Value, create)
    where TId : struct, ITypedId;
