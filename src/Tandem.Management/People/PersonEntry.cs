namespace Tandem.Management.People;

/// <summary>A person as lists and inputs need it.</summary>
/// <param name="Key">Human reference.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">E-mail address; empty for none.</param>
/// <param name="Unit">Organisational unit; empty for none.</param>
/// <param name="IsArchived">True when the person is no longer to be chosen.</param>
/// <param name="IsNameShared">True when another person in use has the same name, so that only the key says who is meant.</param>
internal sealed record PersonEntry(string Key, string Name, string Email, string Unit, bool IsArchived, bool IsNameShared = false)
{
    /// <summary>What is entered to mean this person.</summary>
    internal string Reference => !IsNameShared ? Name : Email.Length > 0 ? Email : Key;

    /// <summary>What tells this person from others in a list of suggestions.</summary>
    internal string Note => string.Join(" · ", new[] { Name, Unit, Email, Key }.Where(text => text.Length > 0));
}
