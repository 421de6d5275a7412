using Microsoft.AspNetCore.Connections;

namespace Tandem.Gateway;

/// <summary>Bounds the callers' open connections. It counts theirs alone, so that no flood of them locks the operators out.</summary>
internal sealed class ConnectionLimit
{
    private readonly int _most;
    private int _open;

    public ConnectionLimit(int most) => _most = most;

    public ConnectionDelegate Limit(ConnectionDelegate next) => async connection =>
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= _most) await next(connection);
            else connection.Abort(new ConnectionAbortedException("too many connections"));
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };
}
