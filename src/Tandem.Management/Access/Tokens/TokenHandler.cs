using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tandem.Management.Access.Tokens;

/// <summary>
/// Authentication by `Authorization: Bearer` (RFC 6750) below /api. INVARIANT (one credential): where such a header is, cookies are not looked at, so that the
/// request needs no antiforgery token; no browser sends it by itself.
/// </summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, LiveTokens tokens, TokenLimits limits, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "api-token";

    private const string Bearer = "Bearer";

    private static readonly TimeSpan FailureStep = TimeSpan.FromMilliseconds(100);

    private bool _isShut;

    /// <summary>True when the request brings a token, right or not.</summary>
    internal static bool IsMeant(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Authorization.Any(value => value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var since = time.GetTimestamp();
        var source = AccessFeature.Source(Context.Connection.RemoteIpAddress);
        if (Request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer + " ", StringComparison.OrdinalIgnoreCase) && TokenText.Parse(header[(Bearer.Length + 1)..].Trim()) is { } token)
        {
            _isShut = !tokens.IsKnown(token) && limits.IsShut(source);
            if (!_isShut && await tokens.FindAsync(token, Context.RequestAborted) is { } user)
                return AuthenticateResult.Success(new(user, Scheme.Name));
        }
        limits.CountFailure(source);
        // Whether the database was asked is not to be read off the clock: refusals leave at full steps of time only.
        await Task.Delay(TimeSpan.FromTicks(FailureStep.Ticks - (time.GetElapsedTime(since).Ticks % FailureStep.Ticks)), time, Context.RequestAborted);
        return AuthenticateResult.Fail("the token is not valid");
    }

    /// <summary>The same words whether a token is unknown, expired, revoked or none at all.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_isShut)
        {
            Response.Headers.RetryAfter = "60";
            return Results.Problem(title: "too many wrong tokens", detail: "too many tokens from your address were not valid; wait a minute, then try again", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(Context);
        }
        Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Results.Problem(
            title: "the token is not valid", detail: "it is unknown, expired or revoked, or its account may not sign in; create a new one at /account/tokens", statusCode: StatusCodes.Status401Unauthorized)
            .ExecuteAsync(Context);
    }
}
