namespace Tandem.Inspection.Classification.Matching;

/// <summary>A set of bytes, written like the inside of a bracket expression: <c>A-Za-z0-9_-</c> (a final hyphen stands for itself).</summary>
internal sealed class ByteSet
{
    internal static readonly ByteSet Digits = new("0-9");
    internal static readonly ByteSet Alphanumeric = new("A-Za-z0-9");
    internal static readonly ByteSet Base64 = new("A-Za-z0-9+/_-");
    internal static readonly ByteSet Base64Url = new("A-Za-z0-9_-");

    private readonly bool[] _member = new bool[256];

    internal ByteSet(string members)
    {
        for (var i = 0; i < members.Length; i++)
        {
            var last = i + 2 < members.Length && members[i + 1] == '-' ? members[i + 2] : members[i];
            for (var c = members[i]; c <= last; c++)
                _member[c] = true;
            if (last != members[i])
                i += 2;
        }
    }

    internal bool Contains(byte value) => _member[value];

    internal bool Contains(int value) => value >= 0 && _member[value];

    internal ByteSet With(byte first, byte last)
    {
        var copy = new ByteSet("");
        _member.CopyTo(copy._member, 0);
        for (int b = first; b <= last; b++)
            copy._member[b] = true;
        return copy;
    }

    /// <summary>The members in order, for making examples.</summary>
    internal byte[] Members() => [.. Enumerable.Range(0, 256).Where(b => _member[b]).Select(b => (byte)b)];
}
