namespace Tandem.Management.History;

/// <summary>Fields whose content history never holds: it notes that they changed, and no more.</summary>
internal static class SecretFields
{
    internal const string Mark = "not recorded";

    // By property name and for every record type, so that a new entity cannot leak one by being forgotten here.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "PasswordHash", "SecurityStamp", "Value", "TokenHash", "ProviderKey", "Data", "CredentialId", "PublicKey", "AttestationObject", "ClientDataJson",
        // Words under somebody else's copyright: what is removed must be gone.
        "Wording",
    };

    private static readonly string[] Parts = ["password", "secret", "token", "stamp", "privatekey"];

    internal static bool Contains(string property) =>
        Names.Contains(property) || Parts.Any(part => property.Contains(part, StringComparison.OrdinalIgnoreCase));
}
