using System.Net;
using System.Net.Sockets;
using Tandem.Gateway.Recording;

namespace Tandem.Gateway.Exchanges;

/// <summary>
/// Bounds what somebody without a valid credential can make the gateway write: so many refusals a minute are recorded one by one, for each source
/// and in all; the rest are shed and counted, and one record says how many. Memory is bounded by the limit in all, for only sources
/// whose refusals were recorded are remembered.
/// </summary>
internal sealed class RefusalLimit
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly GatewayOptions _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _recorded = [];
    private readonly Queue<ShedSummary> _finished = new();
    private DateTimeOffset _start = DateTimeOffset.MinValue;
    private int _recordedInAll;
    private ShedSummary? _shed;

    public RefusalLimit(GatewayOptions options) => _options = options;

    /// <summary>Counts a refusal.</summary>
    /// <returns>Null when it gets a record of its own.</returns>
    public Shedding? Count(IPAddress? address, string reason)
    {
        var now = _options.TimeProvider.GetUtcNow();
        lock (_lock)
        {
            Turn(now);
            var source = SourceOf(address);
            var recorded = _recorded.GetValueOrDefault(source);
            if (recorded < _options.UnauthenticatedPerSource && _recordedInAll < _options.UnauthenticatedInAll)
            {
                _recorded[source] = recorded + 1;
                _recordedInAll++;
                return null;
            }

            _shed ??= new ShedSummary(Guid.CreateVersion7(now).ToString(), now);
            _shed.Add(SourceZone.Of(address), reason);
            _shed.To = now;
            return new Shedding(_shed.Id, Math.Max(1, (int)Math.Ceiling((_start + Period - now).TotalSeconds)));
        }
    }

    /// <summary>The oldest period that is over and not recorded yet; it stays until <see cref="Recorded"/>.</summary>
    /// <param name="isEnding">True at shutdown, when the period under way is over too.</param>
    public ShedSummary? Finished(bool isEnding = false)
    {
        lock (_lock)
        {
            if (isEnding) End();
            else Turn(_options.TimeProvider.GetUtcNow());
            return _finished.TryPeek(out var summary) ? summary : null;
        }
    }

    public void Recorded(ShedSummary summary)
    {
        lock (_lock)
        {
            if (_finished.TryPeek(out var first) && ReferenceEquals(first, summary)) _finished.Dequeue();
        }
    }

    private void Turn(DateTimeOffset now)
    {
        // A clock that was set back begins a period as well; waiting for it to catch up would shed for hours.
        if (now >= _start + Period || now < _start) Begin(now);
    }

    private void Begin(DateTimeOffset now)
    {
        End();
        _start = now;
        _recorded.Clear();
        _recordedInAll = 0;
    }

    private void End()
    {
        if (_shed is { } shed) _finished.Enqueue(shed);
        _shed = null;
    }

    // One subscriber has a whole /64 of IPv6 addresses.
    private static IPAddress SourceOf(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
