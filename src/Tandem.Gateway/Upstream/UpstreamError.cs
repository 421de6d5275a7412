namespace Tandem.Gateway.Upstream;

/// <summary>What went wrong between the gateway and a provider, by phase; a value, because all of it is expected.</summary>
internal enum UpstreamError
{
    None,

    /// <summary>The name did not resolve or no address accepted a connection.</summary>
    Unreachable,

    /// <summary>The name resolved to no address of the declared class.</summary>
    AddressRefused,

    /// <summary>No connection within the connect timeout.</summary>
    ConnectTimeout,

    /// <summary>Connected, but no response header within the first-byte timeout.</summary>
    FirstByteTimeout,

    /// <summary>The whole exchange took longer than the route allows.</summary>
    DeadlineExceeded,

    /// <summary>The connection broke or spoke no HTTP while the answer came.</summary>
    Broken,

    /// <summary>A buffered answer grew beyond the cap.</summary>
    TooLarge,

    /// <summary>The caller went away first.</summary>
    CallerGone,
}
