namespace Tandem.Gateway.Identity;

/// <summary>How a caller was known; the record says it beside who.</summary>
internal enum AuthenticationMethod
{
    None,
    Key,
    VerifiedJwt,
}

internal static class AuthenticationMethodNames
{
    /// <summary>The name in records and in the facts of rules.</summary>
    public static string Name(this AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.None => "none",
        AuthenticationMethod.Key => "key",
        AuthenticationMethod.VerifiedJwt => "verified-jwt",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "no such authentication method"),
    };
}
