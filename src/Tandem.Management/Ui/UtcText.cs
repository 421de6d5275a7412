using System.Globalization;

namespace Tandem.Management.Ui;

/// <summary>A point in time as every page writes it: in UTC, and saying so, so that a page, a print-out, an export and a record can be laid side by side.</summary>
internal static class UtcText
{
    internal static string Of(DateTimeOffset at, bool withSeconds) =>
        at.ToUniversalTime().ToString(withSeconds ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
