using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Management.Access.Sessions;

/// <summary>
/// The network that an address is in: IPv4 /24, IPv6 /48. A person can tell the office from a foreign network by it; the single device or home cannot be
/// told, which an account of who worked where and when does not need.
/// </summary>
internal static class SourceNetwork
{
    internal static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return "this machine";
        var bytes = address.GetAddressBytes();
        var prefix = address.AddressFamily == AddressFamily.InterNetwork ? 24 : 48;
        Array.Clear(bytes, prefix / 8, bytes.Length - (prefix / 8));
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{prefix}");
    }
}
