namespace Tandem.Management.Access;

/// <summary>What a password must be; the pages and Identity read it here.</summary>
internal static class PasswordRules
{
    internal const int MinimumLength = 12;

    // A hash costs time in proportion to the input; nobody's password is longer.
    internal const int MaximumLength = 256;
}
