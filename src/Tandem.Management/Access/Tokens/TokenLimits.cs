using System.Threading.RateLimiting;

namespace Tandem.Management.Access.Tokens;

/// <summary>How much programs may ask: each token its requests a minute, each source its failures.</summary>
internal sealed class TokenLimits(ManagementOptions options) : IDisposable
{
    internal const int FailuresAtOnce = 30;

    private readonly PartitionedRateLimiter<Guid> _requests = PartitionedRateLimiter.Create<Guid, Guid>(token => RateLimitPartition.GetFixedWindowLimiter(
        token, _ => new() { PermitLimit = options.TokenRequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    // One comes back every two seconds: a program with a token that has ended, which tries all the time, must not shut out the others of its machine for good.
    private readonly PartitionedRateLimiter<string> _failures = PartitionedRateLimiter.Create<string, string>(source => RateLimitPartition.GetTokenBucketLimiter(
        source, _ => new() { TokenLimit = FailuresAtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(2) }));

    /// <summary>Counts a request; false when the token had its share of this minute.</summary>
    internal bool TryRequest(Guid token)
    {
        using var lease = _requests.AttemptAcquire(token);
        return lease.IsAcquired;
    }

    /// <summary>Counts a token that was not right.</summary>
    internal void CountFailure(string source) => _failures.AttemptAcquire(source).Dispose();

    /// <summary>True when so many failed from here that the database is not asked any more.</summary>
    internal bool IsShut(string source) => _failures.GetStatistics(source) is { CurrentAvailablePermits: < 1 };

    public void Dispose()
    {
        _requests.Dispose();
        _failures.Dispose();
    }
}
