namespace Tandem.Gateway;

/// <summary>Marks a connection that came in by the operations listener.</summary>
internal sealed class OperationsConnection
{
    public static OperationsConnection Mark { get; } = new();
}
