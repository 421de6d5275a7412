using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>Ports that nobody else takes between the choice and the start of the program that gets them.</summary>
/// <remarks>They lie below those that systems give to outgoing connections, and none is given twice by these tests.</remarks>
internal static class FreePorts
{
    private const int First = 12_000;
    private const int Last = 32_000;
    private static int _next = RandomNumberGenerator.GetInt32(First, Last);

    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Take())];

    private static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            if (IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port))
                return port;
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException error)
        {
            // A system without IPv6 has nobody there either.
            return error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }
}
