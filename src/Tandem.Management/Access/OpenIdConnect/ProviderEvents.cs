using System.Collections.Frozen;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>What becomes of the end of a sign-in at the provider, good or not.</summary>
internal sealed class ProviderEvents : OAuthEvents
{
    // RFC 6749 section 4.1.2.1 and OpenID Connect Core section 3.1.2.6; any other text would be a stranger's in our log.
    private static readonly FrozenSet<string> KnownErrors = FrozenSet.Create(
        "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable",
        "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_request_uri", "invalid_request_object");

    public override Task TicketReceived(TicketReceivedContext context) => context.HttpContext.RequestServices.GetRequiredService<SignInByProvider>().FinishAsync(context);

    public override Task AccessDenied(AccessDeniedContext context)
    {
        Refuse(context.HttpContext, ProviderRefusal.Cancelled);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        // Anything else is a fault of this program, and an error like any other.
        if (context.Failure is not (ProviderException or AuthenticationFailureException) && context.Failure?.Data["error"] is null)
            return Task.CompletedTask;
        var (refusal, detail) = Reason(context.Failure);
        ProviderLog.Refused(context.HttpContext.RequestServices.GetRequiredService<ILogger<ProviderEvents>>(), refusal, detail);
        Refuse(context.HttpContext, refusal);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>Back to the sign-in page, whose address says why and holds nothing of the provider's answer.</summary>
    internal static void Refuse(HttpContext http, ProviderRefusal refusal) => http.Response.Redirect($"/sign-in?refused={refusal.Word()}");

    private static (ProviderRefusal Refusal, string Detail) Reason(Exception failure) => failure switch
    {
        ProviderException refused => (refused.Refusal, refused.Message),
        _ when failure.Data["error"] is string error => (ProviderRefusal.Unavailable, $"the provider answered with the error {(KnownErrors.Contains(error) ? error : "of no known kind")}"),
        _ => (ProviderRefusal.Outdated, "an answer had no state of this browser, or no code"),
    };
}
