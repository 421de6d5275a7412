using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Tandem.Management.Access;

/// <summary>Security stamps that a sign-out ended. The account has a new one by then; this only saves asking the database at each request until the minute is over after which every cookie is held against it.</summary>
internal sealed class EndedSessions(IOptions<IdentityOptions> identity, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _stamps = new(StringComparer.Ordinal);

    internal void Add(ClaimsPrincipal user)
    {
        var now = time.GetUtcNow();
        foreach (var (stamp, until) in _stamps)
        {
            if (until < now)
                _stamps.TryRemove(stamp, out _);
        }
        if (Stamp(user) is { } ended)
            _stamps[ended] = now + SignInCookie.Lifetime;
    }

    internal bool Contains(ClaimsPrincipal user) => !_stamps.IsEmpty && Stamp(user) is { } stamp && _stamps.ContainsKey(stamp);

    private string? Stamp(ClaimsPrincipal user) => user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
}
