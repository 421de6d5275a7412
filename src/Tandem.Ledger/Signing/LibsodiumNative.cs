using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing;

/// <summary>The functions of libsodium that are used (interface stable since 1.0.12).</summary>
internal static partial class LibsodiumNative
{
    [LibraryImport(NativeLibraries.Libsodium, EntryPoint = "sodium_init")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Init();

    [LibraryImport(NativeLibraries.Libsodium, EntryPoint = "crypto_sign_ed25519_seed_keypair")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SeedKeyPair(Span<byte> publicKey32, SecretBytes secretKey64, ReadOnlySpan<byte> seed32);

    [LibraryImport(NativeLibraries.Libsodium, EntryPoint = "crypto_sign_ed25519_detached")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Sign(Span<byte> signature64, IntPtr noLength, ReadOnlySpan<byte> message, ulong messageLength, SecretBytes secretKey64);

    [LibraryImport(NativeLibraries.Libsodium, EntryPoint = "crypto_sign_ed25519_verify_detached")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Verify(ReadOnlySpan<byte> signature64, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> publicKey32);
}
