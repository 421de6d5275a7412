using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tandem.Gateway;

/// <summary>The two listeners. Which one a request came in by is a mark on its connection, which no header can forge.</summary>
internal static class GatewayListeners
{
    /// <summary>Largest body any route may allow, and a little for the server's own check to stay behind ours.</summary>
    private const long MaximumBodyBytes = (64L << 20) + 1024;

    public static void Configure(KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        // The whole body has its own time limit, which is a recorded refusal; the server's rate check would cut in first without one.
        kestrel.Limits.MinRequestBodyDataRate = null;
        var callers = new ConnectionLimit(options.MaxConcurrentRequests * 4);
        Listen(kestrel, new Uri(options.ListenUrl), listener => listener.Use(callers.Limit));
        Listen(kestrel, new Uri(options.OperationsUrl), listener => listener.Use(next => connection =>
        {
            connection.Features.Set(OperationsConnection.Mark);
            return next(connection);
        }));
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> mark)
    {
        void Http1(ListenOptions listener)
        {
            listener.Protocols = HttpProtocols.Http1;
            mark(listener);
        }

        var host = address.Host.Trim('[', ']');
        if (IPAddress.TryParse(host, out var ip)) kestrel.Listen(ip, address.Port, Http1);
        // A free port cannot be taken on both loopback addresses at once, so IPv4 alone serves then.
        else if (host == "localhost" && address.Port == 0) kestrel.Listen(IPAddress.Loopback, 0, Http1);
        else if (host == "localhost") kestrel.ListenLocalhost(address.Port, Http1);
        else kestrel.ListenAnyIP(address.Port, Http1);
    }
}
