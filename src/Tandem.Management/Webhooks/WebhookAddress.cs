using System.Net;
using Tandem.Inspection.Addresses;

namespace Tandem.Management.Webhooks;

/// <summary>Where a receiver may stand. INVARIANT (no way inside): by default public addresses only; this machine and private networks by explicit choice; link-local addresses never.</summary>
internal static class WebhookAddress
{
    private static readonly AddressClass[] Public = [AddressClass.Public];
    private static readonly AddressClass[] Near = [AddressClass.Loopback, AddressClass.Private];

    /// <summary>What is wrong with an address as entered, and what to do; null when nothing is. What its name leads to is looked at with each delivery.</summary>
    internal static string? Problem(string url, bool allowsPrivate)
    {
        if (url.Length is 0 or > WebhookLimits.Url || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            return $"enter an https address of at most {WebhookLimits.Url} characters, such as `https://hooks.example.org/tandem`";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "enter the address without user name and without `#`";
        if (uri.Scheme == Uri.UriSchemeHttp && !allowsPrivate)
            return "http is for receivers on this machine or in a private network only, by your explicit choice; use https";
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) && !Allowed(uri, allowsPrivate).Contains(AddressClassifier.Classify(literal)))
            return AddressClassifier.Classify(literal) == AddressClass.Refused
                ? "this address is never called: it is link-local, reserved or of no single machine"
                : uri.Scheme == Uri.UriSchemeHttp ? "http is not for public addresses; use https" : "this address is on this machine or in a private network; allow that explicitly if it is meant";
        return null;
    }

    /// <summary>Classes of addresses that a delivery may connect to.</summary>
    internal static IReadOnlyCollection<AddressClass> Allowed(Uri url, bool allowsPrivate) =>
        url.Scheme == Uri.UriSchemeHttp ? Near : allowsPrivate ? [.. Public, .. Near] : Public;
}
