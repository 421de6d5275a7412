using System.Text;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>A table of the places of one kind of body, as a tree. Immutable after <see cref="Table"/>.</summary>
internal sealed class Shape
{
    private readonly List<(byte[] Name, Shape Shape)> _members = [];

    private Shape? _element;
    private bool _deep;

    public ShapeRule Rule { get; private set; } = ShapeRule.Unknown;

    /// <summary>Makes a table from rows such as <c>messages[].content[].text</c>; <c>[]</c> is any element, a final <c>.**</c> everything below.</summary>
    public static Shape Table(params ReadOnlySpan<(string Path, ShapeRule Rule)> rows)
    {
        var root = new Shape();
        foreach (var (path, rule) in rows) root.Add(path, rule);
        return root;
    }

    /// <summary>The place of a member; null when no row names it.</summary>
    public Shape? Member(ReadOnlySpan<byte> name)
    {
        foreach (var (known, shape) in _members)
        {
            if (name.SequenceEqual(known)) return shape;
        }

        return _deep ? this : null;
    }

    /// <summary>Whether a row names the member, so that its name is a word of the dialect.</summary>
    public bool Names(ReadOnlySpan<byte> name)
    {
        foreach (var (known, _) in _members)
        {
            if (name.SequenceEqual(known)) return true;
        }

        return false;
    }

    /// <summary>Whether a name is a row's own but for the case of its letters: some parsers take it for that row's member, others do not.</summary>
    public bool Resembles(ReadOnlySpan<byte> name)
    {
        foreach (var (known, _) in _members)
        {
            if (FoldsTo(name, known) && !name.SequenceEqual(known)) return true;
        }

        return false;
    }

    /// <summary>The place of the elements; null when no row names them.</summary>
    public Shape? Element => _element ?? (_deep ? this : null);

    // Unicode's simple case folding: beside its own capital, the long s folds to `s` and the Kelvin sign to `k`.
    private static bool FoldsTo(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known)
    {
        foreach (var letter in known)
        {
            if (name.IsEmpty) return false;
            var (folded, length) = name switch
            {
                [0xC5, 0xBF, ..] => ((byte)'s', 2),
                [0xE2, 0x84, 0xAA, ..] => ((byte)'k', 3),
                [>= (byte)'A' and <= (byte)'Z', ..] => ((byte)(name[0] | 0x20), 1),
                _ => (name[0], 1),
            };
            if (folded != letter) return false;
            name = name[length..];
        }

        return name.IsEmpty;
    }

    private void Add(string path, ShapeRule rule)
    {
        var shape = this;
        foreach (var step in path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.'))
        {
            if (step == "**") shape._deep = true;
            else if (step == "[]") shape = shape._element ??= new Shape();
            else shape = shape.MemberOrNew(Encoding.UTF8.GetBytes(step));
        }

        shape.Rule = rule;
    }

    private Shape MemberOrNew(byte[] name)
    {
        foreach (var (known, shape) in _members)
        {
            if (name.AsSpan().SequenceEqual(known)) return shape;
        }

        var made = new Shape();
        _members.Add((name, made));
        return made;
    }
}
