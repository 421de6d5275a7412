namespace Tandem.Management.Access;

/// <summary>What a session was begun with; the cookie carries it as the authentication method.</summary>
internal static class SignInMethods
{
    internal const string Password = "password";

    internal const string PasswordAndCode = "password and code";

    internal const string Passkey = "passkey";

    internal const string Provider = "provider";

    internal const string ProviderAndCode = "provider and code";

    internal const string InvitationLink = "invitation link";

    internal const string SetUpLink = "set-up link";
}
