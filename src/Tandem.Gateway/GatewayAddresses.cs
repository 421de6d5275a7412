namespace Tandem.Gateway;

/// <summary>Where a running gateway listens; of use when port 0 was asked for.</summary>
/// <param name="Callers">Base address for calling applications.</param>
/// <param name="Operations">Base address of the operations listener.</param>
public sealed record GatewayAddresses(Uri Callers, Uri Operations);
