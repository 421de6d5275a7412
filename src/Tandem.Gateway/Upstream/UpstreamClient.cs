using System.Net;
using Tandem.Inspection.Addresses;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Upstream;

/// <summary>Speaks to one upstream: its own connections, its own credential, nothing followed, stored or unpacked on the way.</summary>
internal sealed class UpstreamClient : IDisposable
{
    private const int MaximumConnections = 256;
    private readonly HttpMessageInvoker _invoker;
    private readonly UpstreamCredential _credential;
    private readonly TimeSpan _headersWithin;

    public UpstreamClient(UpstreamDefinition definition, UpstreamCredential credential, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        Definition = definition;
        Origin = definition.BaseUrl.GetLeftPart(UriPartial.Authority);
        _credential = credential;
        _headersWithin = definition.ConnectTimeout + definition.FirstByteTimeout;
        var connector = new GuardedConnector(Parse(definition.AddressClass), definition.ConnectTimeout, resolve);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            MaxConnectionsPerServer = MaximumConnections,
            MaxResponseHeadersLength = 32,
            ConnectTimeout = definition.ConnectTimeout,
            // An answer that was abandoned is not worth reading to its end; its connection is closed instead.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectCallback = connector.ConnectAsync,
        });
    }

    public UpstreamDefinition Definition { get; }

    /// <summary>Scheme, host and port: what the record names as endpoint.</summary>
    public string Origin { get; }

    public async Task<UpstreamAnswer> SendAsync(HttpRequestMessage request, CancellationToken callerGone, CancellationToken deadline)
    {
        _credential.ApplyTo(request);
        using var headers = CancellationTokenSource.CreateLinkedTokenSource(callerGone, deadline);
        headers.CancelAfter(_headersWithin);
        try
        {
            return UpstreamAnswer.Of(await _invoker.SendAsync(request, headers.Token));
        }
        catch (Exception exception) when (UpstreamErrors.IsExpected(exception))
        {
            return UpstreamAnswer.Failed(UpstreamErrors.Of(exception, UpstreamError.FirstByteTimeout, callerGone, deadline));
        }
    }

    /// <summary>Where a route's path leads at this upstream; a prefix that both share is not doubled.</summary>
    public Uri Target(string path)
    {
        var prefix = Definition.BaseUrl.AbsolutePath.TrimEnd('/');
        var isShared = prefix.Length > 0 && path.StartsWith(prefix + "/", StringComparison.Ordinal);
        return new Uri(Origin + (isShared ? path : prefix + path));
    }

    public void Dispose() => _invoker.Dispose();

    public static AddressClass Parse(string name) => name switch
    {
        "loopback" => AddressClass.Loopback,
        "private" => AddressClass.Private,
        "public" => AddressClass.Public,
        _ => AddressClass.Refused,
    };
}
