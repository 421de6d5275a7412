using System.Buffers;
using System.Buffers.Text;

namespace Tandem.Ledger.Canonical;

/// <summary>Writes canonical JSON of the profile straight into a buffer, for producers that need no tree.</summary>
/// <remarks>
/// The caller gives object members in canonical order (names by UTF-16 code units); the writer checks that and the nesting, and
/// throws rather than write something that is not canonical. Rules as for <see cref="JcsValue"/>. Not thread-safe.
/// </remarks>
public sealed class JcsWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly List<Level> _levels = [];
    private bool _nameIsWritten;
    private bool _isComplete;

    /// <summary>Makes a writer of one value.</summary>
    /// <param name="output">Receives the bytes.</param>
    public JcsWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>Opens an object.</summary>
    /// <exception cref="JcsException">No value may stand here, or the nesting is deeper than 64 levels.</exception>
    public void WriteStartObject() => Open(isObject: true);

    /// <summary>Closes the innermost object.</summary>
    /// <exception cref="JcsException">No object is open, or a member has no value yet.</exception>
    public void WriteEndObject() => Close(isObject: true);

    /// <summary>Opens an array.</summary>
    /// <exception cref="JcsException">No value may stand here, or the nesting is deeper than 64 levels.</exception>
    public void WriteStartArray() => Open(isObject: false);

    /// <summary>Closes the innermost array.</summary>
    /// <exception cref="JcsException">No array is open.</exception>
    public void WriteEndArray() => Close(isObject: false);

    /// <summary>Writes a member's name; its value follows.</summary>
    /// <param name="name">The name; greater than the previous one by UTF-16 code units.</param>
    /// <exception cref="JcsException">No name may stand here, the name is out of order, repeated or not allowed.</exception>
    public void WriteName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_levels is not [.., { IsObject: true } level] || _nameIsWritten)
            throw new JcsException("a member name may not stand here");
        if (level.LastName is not null && string.CompareOrdinal(level.LastName, name) >= 0)
            throw new JcsException($"the member `{name}` is out of order or occurs twice");
        JcsText.ThrowUnlessInterchangeable(name);
        if (level.LastName is not null)
            _output.Write(","u8);
        _levels[^1] = level with { LastName = name };
        JcsText.Write(_output, name);
        _output.Write(":"u8);
        _nameIsWritten = true;
    }

    /// <summary>Writes a string.</summary>
    /// <param name="text">Unicode scalar values.</param>
    /// <exception cref="JcsException">No value may stand here, or the text has a lone surrogate or a noncharacter.</exception>
    public void WriteString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        JcsText.ThrowUnlessInterchangeable(text);
        BeginValue();
        JcsText.Write(_output, text);
        EndValue();
    }

    /// <summary>Writes an integer.</summary>
    /// <param name="number">-(2^53 - 1) to 2^53 - 1.</param>
    /// <exception cref="JcsException">No value may stand here, or the number is outside the range.</exception>
    public void WriteInteger(long number)
    {
        if (number is > JcsValue.MaxInteger or < -JcsValue.MaxInteger)
            throw new JcsException("an integer is not between -(2^53 - 1) and 2^53 - 1");
        BeginValue();
        WriteDigits(number);
        EndValue();
    }

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">true or false.</param>
    /// <exception cref="JcsException">No value may stand here.</exception>
    public void WriteBoolean(bool value)
    {
        BeginValue();
        _output.Write(value ? "true"u8 : "false"u8);
        EndValue();
    }

    /// <summary>Writes a whole value.</summary>
    /// <param name="value">Any value of the profile.</param>
    /// <exception cref="JcsException">No value may stand here.</exception>
    public void WriteValue(JcsValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_levels.Count + value.Depth > JcsValue.MaxDepth)
            throw new JcsException("the value is nested deeper than 64 levels");
        BeginValue();
        WriteTree(value);
        EndValue();
    }

    // Names, order, ranges and depth were checked when the value was made.
    private void WriteTree(JcsValue value)
    {
        switch (value.Kind)
        {
            case JcsKind.String:
                JcsText.Write(_output, value.Text);
                break;
            case JcsKind.Integer:
                WriteDigits(value.Number);
                break;
            case JcsKind.Boolean:
                _output.Write(value.IsTrue ? "true"u8 : "false"u8);
                break;
            case JcsKind.Array:
                var open = "["u8;
                foreach (var item in value.ItemArray)
                {
                    _output.Write(open);
                    WriteTree(item);
                    open = ","u8;
                }
                _output.Write(value.ItemArray.IsEmpty ? "[]"u8 : "]"u8);
                break;
            case JcsKind.Object:
                var start = "{"u8;
                foreach (var (name, member) in value.MemberArray)
                {
                    _output.Write(start);
                    JcsText.Write(_output, name);
                    _output.Write(":"u8);
                    WriteTree(member);
                    start = ","u8;
                }
                _output.Write(value.MemberArray.IsEmpty ? "{}"u8 : "}"u8);
                break;
            default:
                throw new JcsException("the value has no kind");
        }
    }

    private void WriteDigits(long number)
    {
        Utf8Formatter.TryFormat(number, _output.GetSpan(20), out var written);
        _output.Advance(written);
    }

    private void Open(bool isObject)
    {
        if (_levels.Count == JcsValue.MaxDepth)
            throw new JcsException("the value is nested deeper than 64 levels");
        BeginValue();
        _output.Write(isObject ? "{"u8 : "["u8);
        _levels.Add(new Level(isObject, null, HasItems: false));
    }

    private void Close(bool isObject)
    {
        if (_levels.Count == 0 || _levels[^1].IsObject != isObject || _nameIsWritten)
            throw new JcsException(isObject ? "an object may not end here" : "an array may not end here");
        _output.Write(isObject ? "}"u8 : "]"u8);
        _levels.RemoveAt(_levels.Count - 1);
        EndValue();
    }

    private void BeginValue()
    {
        if (_isComplete)
            throw new JcsException("the value is complete");
        if (_levels.Count == 0)
            return;
        var level = _levels[^1];
        if (level.IsObject)
        {
            if (!_nameIsWritten)
                throw new JcsException("a member needs a name before its value");
            _nameIsWritten = false;
            return;
        }
        if (level.HasItems)
            _output.Write(","u8);
        _levels[^1] = level with { HasItems = true };
    }

    private void EndValue() => _isComplete = _levels.Count == 0;

    private readonly record struct Level(bool IsObject, string? LastName, bool HasItems);
}
