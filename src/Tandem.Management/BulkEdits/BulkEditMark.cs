using System.Text.RegularExpressions;

namespace Tandem.Management.BulkEdits;

/// <summary>The key of a bulk edit behind the reason of each change that it made, as in `handed over [BLK-0001]`. It leads a reader there; what the bulk edit did, its own rows say.</summary>
internal static partial class BulkEditMark
{
    internal static string Behind(string reason, string key) => $"{reason.Trim()} [{key}]";

    /// <summary>The key behind a reason; null when there is none.</summary>
    internal static string? In(string? reason) => reason is not null && Mark().Match(reason) is { Success: true } match ? match.Groups["key"].Value : null;

    [GeneratedRegex(@" \[(?<key>BLK-[0-9]{4,10})\]\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
