using System.Globalization;

namespace Tandem.Management.Export;

internal static class ExportTime
{
    /// <summary>RFC 3339 in UTC with microseconds, as in the records of the ledger.</summary>
    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
