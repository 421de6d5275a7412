using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tandem.Ledger.Signing;

/// <summary>Secret bytes in native memory, so that the collector never copies them; zeroed before the memory is given back.</summary>
/// <remarks>
/// A safe handle rather than an array: the reference count keeps the bytes alive while another thread signs with them, and
/// a key that was forgotten is still erased by the finaliser.
/// </remarks>
internal sealed unsafe class SecretBytes : SafeHandle
{
    private readonly int _length;

    public SecretBytes(int length)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        _length = length;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)length));
    }

    public SecretBytes(ReadOnlySpan<byte> content)
        : this(content.Length) => content.CopyTo(Bytes);

    public override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>The bytes; only valid while the caller holds a reference (or has just built the object).</summary>
    public Span<byte> Bytes => new((void*)handle, _length);

    public void CopyTo(Span<byte> target)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            Bytes.CopyTo(target);
        }
        finally
        {
            if (held)
                DangerousRelease();
        }
    }

    protected override bool ReleaseHandle()
    {
        CryptographicOperations.ZeroMemory(Bytes);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
