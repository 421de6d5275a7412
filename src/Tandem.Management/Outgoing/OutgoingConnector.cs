using System.Net;
using System.Net.Sockets;
using Tandem.Inspection.Addresses;

namespace Tandem.Management.Outgoing;

/// <summary>
/// Opens connections that leave the house, only to addresses of allowed classes. The name is resolved once, and the very address that was checked is the one
/// connected to, so that a second answer of the name server cannot lead elsewhere (DNS rebinding).
/// </summary>
/// <param name="resolve">How names are resolved; null asks the system.</param>
internal sealed class OutgoingConnector(Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <exception cref="OutgoingRefusedException">The name leads to no address of an allowed class, and to none at all when it does not resolve.</exception>
    /// <exception cref="SocketException">No address accepts the connection.</exception>
    internal async Task<NetworkStream> ConnectAsync(string host, int port, IReadOnlyCollection<AddressClass> allowed, CancellationToken cancellation)
    {
        SocketException? last = null;
        foreach (var address in await ResolveAsync(host, cancellation))
        {
            if (!allowed.Contains(AddressClassifier.Classify(address)))
                continue;
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last ?? (Exception)new OutgoingRefusedException($"`{host}` leads to no address that may be connected to");
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        // Uri keeps the brackets of an IPv6 address.
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal];
        try
        {
            return await _resolve(host, cancellation);
        }
        catch (SocketException unknown)
        {
            throw new OutgoingRefusedException($"the name `{host}` does not resolve", unknown);
        }
    }
}
