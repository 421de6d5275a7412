using System.Runtime.InteropServices;
using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Tokens;

/// <summary>What a value is made of: whether somebody thought it up as a secret, or whether it is a word, a name or a path of a program.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ValueShape
{
    private static readonly ByteSet Telling = new("!#@$%^&*+~?");

    internal ValueShape(ReadOnlySpan<byte> value)
    {
        Length = value.Length;
        var lastKind = Kind.None;
        foreach (var b in value)
        {
            var kind = KindOf(b);
            Digits += kind == Kind.Digit ? 1 : 0;
            // A row of digits between other characters; at the end it merely counts something.
            InnerDigitRows += lastKind == Kind.Digit && kind is not Kind.Digit ? 1 : 0;
            Turns += lastKind is Kind.Lower or Kind.Upper && kind is Kind.Lower or Kind.Upper && kind != lastKind ? 1 : 0;
            HasLower |= kind == Kind.Lower;
            HasUpper |= kind == Kind.Upper;
            HasTelling |= Telling.Contains(b);
            HasUnderscore |= b == '_';
            Slashes += b == '/' ? 1 : 0;
            HasDot |= b == '.';
            lastKind = kind;
        }

        IsHexNumber = value.StartsWith("0x"u8) || value.StartsWith("0X"u8);
    }

    internal int Length { get; }

    internal int Digits { get; }

    internal int InnerDigitRows { get; }

    internal int Turns { get; }

    internal bool HasLower { get; }

    internal bool HasUpper { get; }

    internal bool HasTelling { get; }

    internal bool HasUnderscore { get; }

    internal bool HasDot { get; }

    internal int Slashes { get; }

    /// <summary>A number in a program's text.</summary>
    internal bool IsHexNumber { get; }

    internal bool HasLetter => HasLower || HasUpper;

    /// <summary>True when no programmer would name anything so and no prose has it.</summary>
    internal bool IsStrong => HasLetter && Digits > 0 && !IsHexNumber && Slashes < 2
        && ((Length >= 6 && HasTelling)
            || (Length >= 8 && InnerDigitRows >= 2 && !(HasUnderscore && !HasUpper))
            || (Length >= 8 && HasLower && HasUpper && InnerDigitRows >= 1 && Turns >= 2 && !HasDot));

    private static Kind KindOf(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => Kind.Digit,
        >= (byte)'a' and <= (byte)'z' => Kind.Lower,
        >= (byte)'A' and <= (byte)'Z' => Kind.Upper,
        _ => Kind.Other,
    };

    private enum Kind
    {
        None,
        Digit,
        Lower,
        Upper,
        Other,
    }
}
