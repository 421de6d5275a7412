using System.Net;
using System.Net.Sockets;

namespace Tandem.Gateway.Recording;

/// <summary>Where a request came from, coarse enough not to name a person: the peer's network, never its address.</summary>
internal static class SourceZone
{
    public static string Of(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return "loopback";
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
