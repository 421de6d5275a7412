using System.Net;
using System.Net.Sockets;
using Tandem.Inspection.Addresses;

namespace Tandem.Gateway.Upstream;

/// <summary>
/// Opens connections only to addresses of the class the bundle declares. The name is resolved once, and the very address that was
/// checked is the one connected to, so that a second answer of the name server cannot lead elsewhere (DNS rebinding).
/// </summary>
internal sealed class GuardedConnector
{
    private readonly AddressClass _allowed;
    private readonly TimeSpan _timeout;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    public GuardedConnector(AddressClass allowed, TimeSpan timeout, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _allowed = allowed;
        _timeout = timeout;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        try
        {
            return await ConnectAsync(context.DnsEndPoint, deadline.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpstreamConnectException(UpstreamError.ConnectTimeout, "no connection in time", exception);
        }
    }

    private async Task<NetworkStream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        var isAllowed = false;
        foreach (var address in await ResolveAsync(endPoint.Host, cancellationToken))
        {
            if (AddressClassifier.Classify(address) != _allowed) continue;
            isAllowed = true;
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, endPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw isAllowed
            ? new UpstreamConnectException(UpstreamError.Unreachable, "no address accepted the connection", last)
            : new UpstreamConnectException(UpstreamError.AddressRefused, "the name leads to no address of the declared class");
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            return await _resolve(host, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new UpstreamConnectException(UpstreamError.Unreachable, "the name does not resolve", exception);
        }
    }
}
