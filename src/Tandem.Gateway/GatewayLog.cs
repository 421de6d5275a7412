using Microsoft.Extensions.Logging;

namespace Tandem.Gateway;

/// <summary>Log lines of the host and the pipeline; event ids 3000 to 3099. No line carries text of a request or answer, or a secret.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(3001, LogLevel.Information, "gateway `{Origin}` listens for callers on {Callers} and for operators on {Operations}")]
    public static partial void Listening(ILogger logger, string origin, string callers, string operations);

    // The fault's type and place, never its message: a message may quote what was being read.
    [LoggerMessage(3002, LogLevel.Error, "decision {DecisionId}: a fault nobody foresaw, {Fault} {Place}; the request was ended")]
    public static partial void Failed(ILogger logger, string decisionId, string fault, string? place);
}
