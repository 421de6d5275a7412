using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing;

/// <summary>The functions of OpenSSL 3's libcrypto that are used.</summary>
internal static partial class LibcryptoNative
{
    /// <summary>NID_ED25519 of openssl/obj_mac.h.</summary>
    public const int Ed25519KeyType = 1087;

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial LibcryptoKey NewPrivateKey(int type, IntPtr engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial LibcryptoKey NewPublicKey(int type, IntPtr engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetPublicKey(LibcryptoKey key, Span<byte> publicKey, ref nuint length);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_PKEY_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void FreeKey(IntPtr key);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_MD_CTX_new")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial LibcryptoContext NewContext();

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_MD_CTX_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void FreeContext(IntPtr context);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_DigestSignInit")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SignInit(LibcryptoContext context, IntPtr keyContext, IntPtr digest, IntPtr engine, LibcryptoKey key);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_DigestSign")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Sign(LibcryptoContext context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_DigestVerifyInit")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int VerifyInit(LibcryptoContext context, IntPtr keyContext, IntPtr digest, IntPtr engine, LibcryptoKey key);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "EVP_DigestVerify")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Verify(LibcryptoContext context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(NativeLibraries.Libcrypto, EntryPoint = "ERR_clear_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void ClearErrors();
}
