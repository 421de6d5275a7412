using System.Net;
using System.Net.Sockets;

namespace Tandem.Hosting;

/// <summary>Finds out which address is taken before anything is started; a half-started installation helps nobody.</summary>
internal static class FreeAddress
{
    /// <exception cref="CommandException">An address is in use or names no interface of this machine.</exception>
    public static void Check(params ReadOnlySpan<(string Option, Uri Address)> addresses)
    {
        foreach (var (option, address) in addresses)
        {
            var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var parsed) ? parsed : address.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
            try
            {
                using var probe = new TcpListener(ip, address.Port);
                probe.Start();
            }
            catch (SocketException error)
            {
                throw new CommandException($"the address `{address.GetLeftPart(UriPartial.Authority)}` cannot be used ({error.Message.ToLowerInvariant().TrimEnd('.')}); choose another with {option} <address>");
            }
        }
    }
}
