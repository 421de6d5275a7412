using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Tandem.Ledger.Canonical;

/// <summary>An immutable JSON value of the profile: RFC 8785 (JCS) restricted to I-JSON (RFC 7493) without fractions and null.</summary>
/// <remarks>
/// Integers are below 2^53 in size, so that every JSON reader reads them exactly. Strings hold neither lone surrogates nor
/// noncharacters (RFC 7493 section 2.1). Control characters in strings are allowed and written as escapes (RFC 8785 section
/// 3.2.2.2): a caller's text may contain them, the bytes written never do, and refusing them would let a caller keep a record
/// from being written. Thread-safe.
/// </remarks>
public sealed class JcsValue : IEquatable<JcsValue>
{
    /// <summary>Largest integer, 2^53 - 1; the smallest is its negative.</summary>
    public const long MaxInteger = (1L << 53) - 1;

    /// <summary>Deepest nesting of arrays and objects.</summary>
    public const int MaxDepth = 64;

    private static readonly JcsValue True = new(JcsKind.Boolean, null, 1, default, default, 0);
    private static readonly JcsValue False = new(JcsKind.Boolean, null, 0, default, default, 0);

    private readonly string? _text;
    private readonly long _number;
    private readonly ImmutableArray<JcsValue> _items;
    private readonly ImmutableArray<KeyValuePair<string, JcsValue>> _members;

    private JcsValue(JcsKind kind, string? text, long number, ImmutableArray<JcsValue> items, ImmutableArray<KeyValuePair<string, JcsValue>> members, int depth)
    {
        if (depth > MaxDepth)
            throw new JcsException("the value is nested deeper than 64 levels");
        Kind = kind;
        _text = text;
        _number = number;
        _items = items;
        _members = members;
        Depth = depth;
    }

    /// <summary>What the value is.</summary>
    public JcsKind Kind { get; }

    /// <summary>The string.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string Text => Kind == JcsKind.String ? _text! : throw WrongKind();

    /// <summary>The integer.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public long Number => Kind == JcsKind.Integer ? _number : throw WrongKind();

    /// <summary>The truth value.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool IsTrue => Kind == JcsKind.Boolean ? _number != 0 : throw WrongKind();

    /// <summary>The array's values in order.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public IReadOnlyList<JcsValue> Items => Kind == JcsKind.Array ? _items : throw WrongKind();

    /// <summary>The object's members in canonical order.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public IReadOnlyList<KeyValuePair<string, JcsValue>> Members => Kind == JcsKind.Object ? _members : throw WrongKind();

    /// <summary>Levels of arrays and objects, this one included; 0 for a value that is neither.</summary>
    internal int Depth { get; }

    internal ImmutableArray<JcsValue> ItemArray => _items;

    internal ImmutableArray<KeyValuePair<string, JcsValue>> MemberArray => _members;

    /// <summary>Makes a string.</summary>
    /// <param name="text">Unicode scalar values.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">The text has a lone surrogate or a noncharacter; see <see cref="OfUntrusted"/>.</exception>
    public static JcsValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        JcsText.ThrowUnlessInterchangeable(text);
        return new JcsValue(JcsKind.String, text, 0, default, default, 0);
    }

    /// <summary>Makes a string of a text that somebody else chose: what I-JSON forbids becomes U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The value; never an exception, so no caller can keep a record from being written.</returns>
    public static JcsValue OfUntrusted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new JcsValue(JcsKind.String, JcsText.MakeInterchangeable(text), 0, default, default, 0);
    }

    /// <summary>Makes an integer.</summary>
    /// <param name="number">-(2^53 - 1) to 2^53 - 1.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">The number is outside the range.</exception>
    public static JcsValue Of(long number)
    {
        if (number is > MaxInteger or < -MaxInteger)
            throw new JcsException("an integer is not between -(2^53 - 1) and 2^53 - 1");
        return new JcsValue(JcsKind.Integer, null, number, default, default, 0);
    }

    /// <summary>Makes a truth value.</summary>
    /// <param name="value">true or false.</param>
    /// <returns>The value.</returns>
    public static JcsValue Of(bool value) => value ? True : False;

    /// <summary>Makes an array of strings.</summary>
    /// <param name="texts">Strings in their order; may be empty.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">A text has a lone surrogate or a noncharacter.</exception>
    public static JcsValue Of(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Of(texts.Select(Of));
    }

    /// <summary>Makes an array.</summary>
    /// <param name="items">Values in their order; may be empty.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">The result is nested deeper than 64 levels.</exception>
    public static JcsValue Of(IEnumerable<JcsValue> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var array = items.ToImmutableArray();
        return new JcsValue(JcsKind.Array, null, 0, array, default, 1 + array.Select(item => item.Depth).DefaultIfEmpty().Max());
    }

    /// <summary>Makes an object whose members are integers, such as counts by type.</summary>
    /// <param name="counts">Integers by name; may be empty.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">A name is not allowed, or a number outside the range.</exception>
    public static JcsValue Of(IReadOnlyDictionary<string, long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return OfMembers(counts.Select(count => KeyValuePair.Create(count.Key, Of(count.Value))));
    }

    /// <summary>Makes an object.</summary>
    /// <param name="members">Values by name; may be empty.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">A name has a lone surrogate or a noncharacter, or the result is nested deeper than 64 levels.</exception>
    public static JcsValue Of(IReadOnlyDictionary<string, JcsValue> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return OfMembers(members);
    }

    /// <summary>Makes an object of members in any order.</summary>
    /// <param name="members">Names and values; may be empty.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JcsException">A name occurs twice or is not allowed, or the result is nested deeper than 64 levels.</exception>
    public static JcsValue OfMembers(IEnumerable<KeyValuePair<string, JcsValue>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var sorted = members.ToArray();

        // Ordinal comparison is by UTF-16 code units, which is the order of RFC 8785 section 3.2.3.
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var depth = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            JcsText.ThrowUnlessInterchangeable(sorted[i].Key);
            if (i > 0 && string.Equals(sorted[i].Key, sorted[i - 1].Key, StringComparison.Ordinal))
                throw new JcsException($"the member `{sorted[i].Key}` occurs twice");
            depth = Math.Max(depth, sorted[i].Value.Depth);
        }
        return new JcsValue(JcsKind.Object, null, 0, default, ImmutableCollectionsMarshal.AsImmutableArray(sorted), depth + 1);
    }

    /// <summary>Writes the canonical bytes.</summary>
    /// <param name="output">Receives UTF-8 without white space between tokens and without any byte below 0x20.</param>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new JcsWriter(output);
        writer.WriteValue(this);
    }

    /// <summary>Returns the canonical bytes.</summary>
    /// <returns>UTF-8 without white space between tokens.</returns>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Equal if the canonical bytes are.</summary>
    /// <param name="other">Another value or null.</param>
    /// <returns>true if kind and content are equal.</returns>
    public bool Equals(JcsValue? other) =>
        other is not null && Kind == other.Kind && Kind switch
        {
            JcsKind.String => string.Equals(_text, other._text, StringComparison.Ordinal),
            JcsKind.Integer or JcsKind.Boolean => _number == other._number,
            JcsKind.Array => _items.SequenceEqual(other._items),
            JcsKind.Object => _members.SequenceEqual(other._members),
            _ => throw WrongKind(),
        };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JcsValue);

    /// <summary>A hash code that fits <see cref="Equals(JcsValue?)"/>.</summary>
    /// <returns>A value made from kind, text, number and the number of parts.</returns>
    public override int GetHashCode() =>
        HashCode.Combine(Kind, _text, _number, _items.IsDefault ? 0 : _items.Length, _members.IsDefault ? 0 : _members.Length);

    /// <summary>Returns the canonical text.</summary>
    /// <returns>Canonical JSON in one line.</returns>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());

    private InvalidOperationException WrongKind() => new($"the value is of kind {Kind}");
}
