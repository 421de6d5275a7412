using Microsoft.Extensions.Logging;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Log lines of signing in at the provider; no token, code, secret, name or address.</summary>
internal static partial class ProviderLog
{
    [LoggerMessage(EventId = 2351, Level = LogLevel.Warning, Message = "a sign-in at the provider was refused ({Refusal}): {Detail}")]
    public static partial void Refused(ILogger logger, ProviderRefusal refusal, string detail);
}
