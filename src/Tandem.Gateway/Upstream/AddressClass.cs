namespace Tandem.Gateway.Upstream;

/// <summary>Where an address leads. A bundle declares one class per upstream; nothing else is connected to.</summary>
internal enum AddressClass
{
    /// <summary>Link-local (where clouds keep their metadata service), multicast, reserved: never an upstream.</summary>
    Refused,
    Loopback,
    Private,
    Public,
}
