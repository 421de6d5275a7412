using System.Text;

namespace Tandem.Ledger.Notes;

/// <summary>The rules for key names (C2SP signed-note, section Format).</summary>
internal static class KeyName
{
    /// <summary>Longest name in bytes that this code takes; the specification names no limit.</summary>
    public const int MaxBytes = 255;

    /// <summary>Not empty, well-formed, no Unicode space, no plus, no control character, at most 255 bytes of UTF-8.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > MaxBytes || Encoding.UTF8.GetByteCount(name) > MaxBytes)
            return false;
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            if (rune.Value == '+' || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                return false;
            name = name[used..];
        }
        return true;
    }

    public static void ThrowUnlessValid(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        if (!IsValid(name))
            throw new ArgumentException("a key name is not empty, has at most 255 bytes and no space, plus or control character", parameter);
    }
}
