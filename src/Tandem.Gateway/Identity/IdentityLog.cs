using Microsoft.Extensions.Logging;

namespace Tandem.Gateway.Identity;

/// <summary>Log lines of identity; event ids 3300 to 3399.</summary>
internal static partial class IdentityLog
{
    [LoggerMessage(3301, LogLevel.Information, "{Count} issuers of tokens are in force")]
    public static partial void Loaded(ILogger logger, int count);

    [LoggerMessage(3302, LogLevel.Error, "the issuers are refused with {Count} problems and stay as they were, the first: {Problem}")]
    public static partial void Refused(ILogger logger, int count, string problem);
}
