using System.Net;
using System.Net.Sockets;

namespace Tandem.Inspection.Addresses;

/// <summary>Sorts addresses by the IANA special-purpose registries (RFC 6890 and successors).</summary>
public static class AddressClassifier
{
    private static readonly (IPNetwork Network, AddressClass Class)[] SpecialV4 =
    [
        (IPNetwork.Parse("127.0.0.0/8"), AddressClass.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressClass.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressClass.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressClass.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressClass.Private),
        (IPNetwork.Parse("0.0.0.0/8"), AddressClass.Refused),
        (IPNetwork.Parse("169.254.0.0/16"), AddressClass.Refused),
        (IPNetwork.Parse("192.0.0.0/24"), AddressClass.Refused),
        (IPNetwork.Parse("192.0.2.0/24"), AddressClass.Refused),
        (IPNetwork.Parse("192.88.99.0/24"), AddressClass.Refused),
        (IPNetwork.Parse("198.18.0.0/15"), AddressClass.Refused),
        (IPNetwork.Parse("198.51.100.0/24"), AddressClass.Refused),
        (IPNetwork.Parse("203.0.113.0/24"), AddressClass.Refused),
        (IPNetwork.Parse("224.0.0.0/3"), AddressClass.Refused),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork UniqueLocal = IPNetwork.Parse("fc00::/7");
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // Inside global unicast: tunnels that hide an IPv4 address, documentation, benchmarking and protocol assignments.
    private static readonly IPNetwork[] RefusedV6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>The class of one address.</summary>
    /// <param name="address">IPv4 or IPv6. An IPv4 address that is mapped or translated into IPv6 is judged as what it reaches.</param>
    /// <returns>The class; <see cref="AddressClass.Refused"/> for what no registry opens.</returns>
    /// <remarks>RFC 6890 and the IANA special-purpose address registries. Pure and thread-safe.</remarks>
    public static AddressClass Classify(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return ClassifyV4(address);
        if (IPAddress.IPv6Loopback.Equals(address)) return AddressClass.Loopback;
        // NAT64 reaches the IPv4 address in the last four bytes, so that one decides.
        if (Translated.Contains(address)) return ClassifyV4(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        if (UniqueLocal.Contains(address)) return AddressClass.Private;
        return GlobalUnicast.Contains(address) && !Array.Exists(RefusedV6, network => network.Contains(address)) ? AddressClass.Public : AddressClass.Refused;
    }

    private static AddressClass ClassifyV4(IPAddress address)
    {
        foreach (var (network, special) in SpecialV4)
        {
            if (network.Contains(address)) return special;
        }

        return AddressClass.Public;
    }
}
