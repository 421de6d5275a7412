namespace Tandem.Gateway.Identity;

/// <summary>The issuers whose tokens count now; one swap puts others in their place, and with them goes every token verified before.</summary>
internal sealed class IdentityInForce
{
    private JwtValidator? _current;

    /// <summary>The validator in force.</summary>
    /// <exception cref="InvalidOperationException">None was put in force yet.</exception>
    public JwtValidator Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("no issuers were loaded; load them before the first request");

    public void Replace(JwtValidator validator) => Volatile.Write(ref _current, validator);
}
