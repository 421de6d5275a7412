namespace Tandem.Inspection.Addresses;

/// <summary>Where an address leads, for those who decide whether to connect to it.</summary>
public enum AddressClass
{
    /// <summary>Link-local (where clouds keep their metadata service), multicast, documentation, reserved: never connected to.</summary>
    Refused,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A network of the organisation's own.</summary>
    Private,

    /// <summary>The internet.</summary>
    Public,
}
