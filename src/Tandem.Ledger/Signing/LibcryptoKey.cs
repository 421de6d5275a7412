using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing;

/// <summary>An EVP_PKEY; libcrypto erases a private key when it frees it.</summary>
internal sealed class LibcryptoKey : SafeHandle
{
    public LibcryptoKey()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        LibcryptoNative.FreeKey(handle);
        return true;
    }
}
