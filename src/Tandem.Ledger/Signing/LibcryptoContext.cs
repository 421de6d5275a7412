using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing;

/// <summary>An EVP_MD_CTX. It keeps the key of its first use, so one context serves one key, and one thread at a time.</summary>
internal sealed class LibcryptoContext : SafeHandle
{
    public LibcryptoContext()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        LibcryptoNative.FreeContext(handle);
        return true;
    }
}
