using System.Globalization;

namespace Tandem.Management.Database;

/// <summary>Somebody else writes, and did not finish in the time that one waits. Nothing was changed; the same again may succeed.</summary>
/// <param name="waited">How long one waited.</param>
internal sealed class DatabaseBusyException(TimeSpan waited) : Exception(string.Create(CultureInfo.InvariantCulture,
    $"the database is being written by somebody else and was not free within {waited.TotalSeconds:0.#} s; nothing was changed, try again"));
