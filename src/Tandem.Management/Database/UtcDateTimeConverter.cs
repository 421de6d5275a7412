using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tandem.Management.Database;

/// <summary>The one way a point in time is stored: UTC, cut to microseconds, so that both engines order, compare and return it alike.</summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTimeOffset, DateTime>(
    value => Cut(value.UtcDateTime),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc), TimeSpan.Zero))
{
    // PostgreSQL keeps microseconds, .NET ticks of 100 ns: uncut, a value read back would differ from the value written.
    internal static DateTime Cut(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
