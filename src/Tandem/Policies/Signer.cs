using System.Text;
using Tandem.Hosting;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Policies;

/// <summary>A person's key for signing bundles, in a file that only its owner can read.</summary>
internal static class Signer
{
    public const string Author = "author";
    public const string Approver = "approver";

    /// <exception cref="CommandException">The file exists already.</exception>
    public static VerifierKey Make(string person, string file)
    {
        if (File.Exists(file))
            throw new CommandException($"`{file}` exists already; a key is never overwritten, name another file");
        using var signer = new NoteSigner(KeyName(person), Ed25519PrivateKey.Generate());
        SecretFile.Create(file, signer.ExportPrivateKey());
        return signer.VerifierKey;
    }

    /// <exception cref="CommandException">The file holds no key.</exception>
    public static NoteSigner Read(string file)
    {
        try
        {
            return NoteSigner.Parse(File.ReadAllText(file).Trim());
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new CommandException($"`{file}` holds no signing key ({error.Message}); make one with: tandem policy new-signer");
        }
    }

    // A key's name may hold neither white space nor a plus sign (C2SP signed-note).
    private static string KeyName(string person)
    {
        var name = new StringBuilder();
        foreach (var letter in person)
            name.Append(char.IsWhiteSpace(letter) || letter is '+' ? '.' : letter);
        return name.ToString();
    }
}
