using Tandem.Management.Ui;

namespace Tandem.Management.Access.Passkeys;

/// <summary>What a person may call a passkey.</summary>
internal static class PasskeyName
{
    internal const int MaximumLength = 100;

    /// <summary>The name as it is stored; null with an error added when it is none.</summary>
    internal static string? Read(string name, FormErrors errors)
    {
        var read = name.Trim();
        if (read.Length is > 0 and <= MaximumLength && !read.Any(char.IsControl))
            return read;
        errors.Add("name", "enter a name of at most 100 characters that tells where the passkey is, such as `work laptop`");
        return null;
    }
}
