using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tandem.Ledger.Notes;

/// <summary>Base 64 of RFC 4648 section 4 that has exactly one text for a sequence of bytes.</summary>
/// <remarks>
/// The base library skips white space and forgives non-zero trailing bits. Here both are refused: two texts for one signature
/// would let somebody change an entry, and so its leaf hash, without breaking the signature.
/// </remarks>
internal static class StrictBase64
{
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0)
            return false;
        var buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, buffer, out var consumed, out var written) != OperationStatus.Done || consumed != text.Length)
            return false;
        Span<byte> canonical = text.Length <= 1024 ? stackalloc byte[text.Length] : new byte[text.Length];
        var status = Base64.EncodeToUtf8(buffer.AsSpan(0, written), canonical, out _, out var length);
        if (status != OperationStatus.Done || !text.SequenceEqual(canonical[..length]))
            return false;
        bytes = buffer[..written];
        return true;
    }

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes) =>
        TryDecode(Encoding.UTF8.GetBytes(text), out bytes);
}
