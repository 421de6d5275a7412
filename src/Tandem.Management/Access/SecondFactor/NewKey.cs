namespace Tandem.Management.Access.SecondFactor;

/// <summary>A key that a person is about to share with the authenticator; in force only when a code confirms it.</summary>
/// <param name="Text">The key to type, in groups of four letters.</param>
/// <param name="Address">The address that the QR code carries.</param>
/// <param name="SetUp">The key encrypted for this account, to be sent back with the code.</param>
public sealed record NewKey(string Text, string Address, string SetUp)
{
    internal static NewKey From(byte[] key, string setUp, string? email)
    {
        var text = Base32.Encode(key);
        return new(string.Join(' ', text.Chunk(4).Select(group => new string(group))), $"otpauth://totp/Tandem:{Uri.EscapeDataString(email ?? "")}?secret={text}&issuer=Tandem", setUp);
    }

    public override string ToString() => nameof(NewKey); // the members are secrets
}
