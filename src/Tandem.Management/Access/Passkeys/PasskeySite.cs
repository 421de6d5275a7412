using System.Net;
using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access.Passkeys;

/// <summary>The site that passkeys are bound to: the address under which browsers reach the pages, whatever a request says of itself.</summary>
internal sealed class PasskeySite(ManagementOptions options)
{
    private readonly Uri _address = options.BrowserUrl;

    /// <summary>Relying party id: the host's name without port.</summary>
    internal string Id => _address.IdnHost;

    /// <summary>Origin as browsers write it.</summary>
    internal string Origin => $"{_address.Scheme}://{_address.IdnHost}{(_address.IsDefaultPort ? "" : FormattableString.Invariant($":{_address.Port}"))}";

    /// <summary>Browsers make passkeys only for names, and only where nobody can listen: over https, or on the same machine.</summary>
    internal bool IsPossible => !IPAddress.TryParse(_address.Host.Trim('[', ']'), out _)
        && (_address.Scheme == Uri.UriSchemeHttps || Id == "localhost" || Id.EndsWith(".localhost", StringComparison.Ordinal));

    internal static void Configure(IdentityPasskeyOptions passkeys, PasskeySite site)
    {
        passkeys.ServerDomain = site.Id;
        // Not Identity's default, which believes the Origin header; and no other site may hold the pages in a frame.
        passkeys.ValidateOrigin = context => ValueTask.FromResult(context.Origin == site.Origin && !context.CrossOrigin);
        // INVARIANT (both factors): the authenticator has checked a finger, a face or a PIN, or the passkey is of no use.
        passkeys.UserVerificationRequirement = "required";
        // The authenticator itself knows whose passkey it is, so that nobody types a name to sign in.
        passkeys.ResidentKeyRequirement = "required";
        passkeys.AttestationConveyancePreference = "none";
        passkeys.AuthenticatorTimeout = OneTimeState.Lifetime;
    }
}
