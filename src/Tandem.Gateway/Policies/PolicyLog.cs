using Microsoft.Extensions.Logging;

namespace Tandem.Gateway.Policies;

/// <summary>Log lines of bundles; event ids 3100 to 3199.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(3101, LogLevel.Information, "bundle {Id}@{Version} is in force, hash {Hash}")]
    public static partial void Loaded(ILogger logger, string id, string version, string hash);

    [LoggerMessage(3102, LogLevel.Error, "bundle {Hash} is refused with {Count} problems, the first: {Problem}")]
    public static partial void Refused(ILogger logger, string hash, int count, string problem);

    [LoggerMessage(3103, LogLevel.Error, "looking for a new bundle failed; it is tried again")]
    public static partial void WatchFailed(ILogger logger, Exception exception);
}
