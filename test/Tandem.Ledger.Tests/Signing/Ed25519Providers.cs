using Tandem.Ledger.Signing;
using Tandem.Ledger.Signing.Managed;

namespace Tandem.Ledger.Tests.Signing;

/// <summary>All three providers. A test that asks for one that the machine lacks fails: agreement of all three is the point.</summary>
internal static class Ed25519Providers
{
    public static readonly string[] Names = ["libsodium", "libcrypto", "managed"];

    public static Ed25519Provider Get(string name) => name switch
    {
        "libsodium" => LibsodiumProvider.TryCreate() ?? throw new InvalidOperationException("libsodium is not installed; install libsodium23"),
        "libcrypto" => LibcryptoProvider.TryCreate() ?? throw new InvalidOperationException("libcrypto of OpenSSL 3 is not installed; install libssl3"),
        "managed" => new ManagedProvider(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static TheoryData<string> Each() => [.. Names];
}
