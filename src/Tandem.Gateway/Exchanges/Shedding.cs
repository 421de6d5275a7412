namespace Tandem.Gateway.Exchanges;

/// <summary>The period in which a request was shed.</summary>
/// <param name="Id">Id of the record that counts it.</param>
/// <param name="RetryAfterSeconds">Seconds until requests are looked at one by one again.</param>
internal sealed record Shedding(string Id, int RetryAfterSeconds);
