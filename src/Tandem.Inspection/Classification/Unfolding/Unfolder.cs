using System.Buffers;
using System.Text;

namespace Tandem.Inspection.Classification.Unfolding;

/// <summary>
/// Undoes one layer of everything that can be undone in place: look-alike and invisible characters, JSON escapes, percent escapes, character
/// references of HTML, directions turned round. All kinds in one pass, so that a text disguised in several ways costs one view per layer and not one per order of the layers.
/// </summary>
/// <remarks>Every unit becomes at most as many bytes as it had, so a view is never longer than its source.</remarks>
internal ref struct Unfolder
{
    // A look-alike counts as one only with an ASCII letter or digit this many bytes away in the same word: whole words in another script stay as they are.
    private const int MixedReach = 64;
    private const int NoAscii = int.MinValue / 2;

    // What a unit costs beyond the byte that the view's own scan charges.
    private const int UnitSteps = 3;

    private static readonly SearchValues<byte> Ordinary = SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(b => b is not ('\\' or '%' or '&')).Select(b => (byte)b)]);
    private static readonly SearchValues<byte> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-@"u8);

    private readonly ScanFrame _frame;
    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _output;
    private readonly Span<int> _map;
    private readonly Detector _invisible;
    private int _at;
    private int _written;
    private int _wordStart;
    private int _lastAscii;
    private int _probe;
    private Probe _probed;
    private bool _changed;

    private Unfolder(ScanFrame frame, Span<byte> output, Span<int> map, Detector invisible)
    {
        _frame = frame;
        _text = frame.Text;
        _output = output;
        _map = map;
        _invisible = invisible;
        _lastAscii = NoAscii;
    }

    /// <summary>True when a view may differ from its source.</summary>
    internal static bool MayApply(ReadOnlySpan<byte> text) => !Ascii.IsValid(text) || text.ContainsAny((byte)'\\', (byte)'%', (byte)'&');

    /// <summary>Writes the view.</summary>
    /// <param name="frame">The source.</param>
    /// <param name="output">At least as long as the source.</param>
    /// <param name="map">One longer than the source; receives base offsets.</param>
    /// <param name="invisible">Reports invisible characters, on the first layer only.</param>
    /// <returns>Bytes written, or -1 when nothing changed.</returns>
    internal static int Run(scoped in ScanFrame frame, Span<byte> output, Span<int> map, Detector invisible)
    {
        var unfolder = new Unfolder(frame, output, map, invisible);
        return unfolder.Run();
    }

    private int Run()
    {
        while (_at < _text.Length)
        {
            CopyOrdinary();
            if (_at == _text.Length)
                break;
            if (!_frame.TryTake(UnitSteps))
                return -1;
            var b = _text[_at];
            var consumed = b switch
            {
                (byte)'\\' => Escape(),
                (byte)'%' => Percent(),
                (byte)'&' => Reference(),
                < 0x80 => Plain(b),
                _ => NonAscii(),
            };
            if (consumed == 0)
            {
                // The view ends before the unit that is cut, so that candidates that reach it are open.
                _changed = true;
                break;
            }

            _at += consumed;
        }

        _map[_written] = BaseOf(_at);
        return _changed ? _written : -1;
    }

    /// <summary>Copies up to the next byte that may begin something to undo.</summary>
    private void CopyOrdinary()
    {
        var length = _text[_at..].IndexOfAnyExcept(Ordinary);
        if (length < 0)
            length = _text.Length - _at;
        if (length == 0)
            return;
        var run = _text.Slice(_at, length);
        run.CopyTo(_output[_written..]);
        var map = _map.Slice(_written, length);
        if (_frame.Map.IsEmpty)
        {
            for (var i = 0; i < map.Length; i++)
                map[i] = _at + i;
        }
        else
        {
            _frame.Map.Slice(_at, length).CopyTo(map);
        }

        _written += length;
        var wordLength = length;
        if (run.LastIndexOfAnyExcept(WordCharacters) is >= 0 and var last)
        {
            _wordStart = _at + last + 1;
            _lastAscii = NoAscii;
            wordLength = length - last - 1;
        }

        // A joiner alone is no letter; one step back decides nearly always.
        for (var back = 1; back <= wordLength; back++)
        {
            if (char.IsAsciiLetterOrDigit((char)run[^back]))
            {
                _lastAscii = _at + length - back;
                break;
            }
        }

        _at += length;
    }

    private readonly int BaseOf(int index) => _frame.Map.IsEmpty ? index : _frame.Map[index];

    private void Write(byte value)
    {
        _map[_written] = BaseOf(_at);
        _output[_written++] = value;
    }

    private void Write(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            Write(b);
    }

    private int Plain(byte b)
    {
        // Copying runs one byte at a time is enough here: plain ASCII text never comes this way.
        if (char.IsAsciiLetterOrDigit((char)b))
        {
            _lastAscii = _at;
        }
        else if (b is not ((byte)'.' or (byte)'_' or (byte)'-' or (byte)'@'))
        {
            _lastAscii = NoAscii;
            _wordStart = _at + 1;
        }

        Write(b);
        return 1;
    }

    /// <summary>The end of the source cuts a unit: more text decides. Without more text the bytes stand for themselves.</summary>
    private int Cut()
    {
        if (!_frame.IsFinal)
        {
            _frame.Open(_at);
            return 0;
        }

        return Plain(_text[_at]);
    }

    private int Escape()
    {
        if (_at + 1 >= _text.Length)
            return Cut();
        var value = _text[_at + 1] switch
        {
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'b' or (byte)'f' => ' ',
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'u' => 'u',
            _ => '\0',
        };
        if (value == 'u')
            return UnicodeEscape();
        if (value == '\0')
            return Plain((byte)'\\');
        _changed = true;
        Plain((byte)value);
        return 2;
    }

    private int UnicodeEscape()
    {
        var high = Hex(_at + 2, 4);
        if (high == Incomplete)
            return Cut();
        if (high < 0)
            return Plain((byte)'\\');
        var length = 6;
        if (char.IsHighSurrogate((char)high))
        {
            var low = _at + 7 < _text.Length && (_text[_at + 6] != '\\' || _text[_at + 7] != 'u') ? -1 : _at + 7 >= _text.Length ? Incomplete : Hex(_at + 8, 4);
            if (low == Incomplete && !_frame.IsFinal)
                return Cut();
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                high = char.ConvertToUtf32((char)high, (char)low);
                length = 12;
            }
        }

        _changed = true;
        Emit(Rune.IsValid(high) ? new Rune(high) : Rune.ReplacementChar);
        return length;
    }

    private int Percent()
    {
        var value = Hex(_at + 1, 2);
        if (value == Incomplete)
            return Cut();
        if (value < 0)
            return Plain((byte)'%');
        _changed = true;
        // A byte of a sequence outside ASCII stays a byte: the next layer sees it beside its neighbours.
        if (value < 0x80)
            Plain((byte)value);
        else
            Write((byte)value);
        return 3;
    }

    private int Reference()
    {
        var length = CharacterReference.Read(_text[_at..], _frame.IsFinal, out var rune);
        if (length == CharacterReference.Incomplete)
            return Cut();
        if (length == 0)
            return Plain((byte)'&');
        _changed = true;
        Emit(rune);
        return length;
    }

    private void Emit(Rune rune)
    {
        if (rune.IsAscii)
            Plain((byte)rune.Value);
        else
            Write(rune);
    }

    private const int Incomplete = -2;

    private readonly int Hex(int index, int digits)
    {
        var value = 0;
        for (var i = index; i < index + digits; i++)
        {
            if (i >= _text.Length)
                return Incomplete;
            if (!char.IsAsciiHexDigit((char)_text[i]))
                return -1;
            value = (value << 4) | (_text[i] <= '9' ? _text[i] - '0' : (_text[i] | 0x20) - 'a' + 10);
        }

        return value;
    }

    private int NonAscii()
    {
        var status = Rune.DecodeFromUtf8(_text[_at..], out var rune, out var consumed);
        if (status == OperationStatus.NeedMoreData && !_frame.IsFinal)
            return Cut();
        if (status != OperationStatus.Done)
        {
            EndWord(consumed);
            return Copy(consumed);
        }

        if (rune.Value == ReversedRun.Override && ReversedRun.Length(_text[_at..], _frame.IsFinal) is var run and not 0)
            return Reverse(run);
        var value = FoldTable.Lookup(rune.Value);
        switch (value)
        {
            case 0:
                if (!Rune.IsLetter(rune))
                    EndWord(consumed);
                return Copy(consumed);
            case FoldTable.Dropped or FoldTable.DroppedAndReported:
                return Drop(rune.Value, value, consumed);
            case FoldTable.SeveralMark:
                _changed = true;
                foreach (var b in FoldTable.SeveralOf(rune.Value))
                    Plain(b);
                return consumed;
            case >= FoldTable.LookalikeFlag:
                if (!IsMixed(consumed))
                    return Copy(consumed);

                _changed = true;
                _lastAscii = _at;
                Write((byte)(value - FoldTable.LookalikeFlag));
                return consumed;
            default:
                _changed = true;
                Plain((byte)value);
                return consumed;
        }
    }

    /// <summary>Writes a run in the order in which it is shown. The whole run is one unit: a part of what was turned round cannot be replaced.</summary>
    private int Reverse(int length)
    {
        if (length == ReversedRun.Incomplete)
        {
            _frame.Open(_at);
            return 0;
        }

        _frame.TryTake(length);
        if (_frame.Level == 0)
            _frame.Report(_invisible, _at, _at + ReversedRun.ControlWidth, 0.7);
        _changed = true;
        for (var left = ReversedRun.Content(_text.Slice(_at, length)); Rune.DecodeLastFromUtf8(left, out var rune, out var consumed) != OperationStatus.NeedMoreData && !left.IsEmpty; left = left[..^consumed])
        {
            if (rune.IsAscii)
                Plain((byte)rune.Value);
            else
                Emit(left[^consumed..]);
        }

        return length;
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            Write(b);
    }

    private int Drop(int codePoint, int value, int consumed)
    {
        // Joiners between letters of scripts that need them, marks of right-to-left text and emoji sequences are ordinary; beside ASCII they hide something.
        var next = _at + consumed;
        if (next >= _text.Length && !_frame.IsFinal)
            _frame.Open(_at);
        var beside = (_at > 0 && _text[_at - 1] is > 0x20 and < 0x80) || (next < _text.Length && _text[next] is > 0x20 and < 0x80);
        var always = codePoint is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xE0000 and <= 0xE007F) && !FollowsBlackFlag();
        var isByteOrderMark = codePoint == 0xFEFF && _at == 0 && _frame.IsTextStart;
        if (_frame.Level == 0 && value == FoldTable.DroppedAndReported && (beside || always) && !isByteOrderMark)
            _frame.Report(_invisible, _at, next, 0.7);
        _changed = true;
        return consumed;
    }

    // The flags of England, Scotland and Wales are a black flag followed by at most six tag characters and an end tag.
    private readonly bool FollowsBlackFlag()
    {
        ReadOnlySpan<byte> flag = [0xF0, 0x9F, 0x8F, 0xB4];
        return _text[Math.Max(0, _at - 28).._at].IndexOf(flag) >= 0;
    }

    private int Copy(int count)
    {
        foreach (var b in _text.Slice(_at, count))
        {
            _map[_written] = BaseOf(_at);
            _output[_written++] = b;
        }

        return count;
    }

    private void EndWord(int consumed)
    {
        _lastAscii = NoAscii;
        _wordStart = _at + consumed;
    }

    /// <summary>True when an ASCII letter or digit stands near in the same word.</summary>
    private bool IsMixed(int consumed)
    {
        if (_at - _lastAscii <= MixedReach)
            return true;
        // What an earlier look-alike of the same word saw ahead is not looked at again, so a long word costs one look at each byte.
        if (_probe <= _at)
            (_probe, _probed) = (_at + consumed, Probe.Nothing);
        while (_probed == Probe.Nothing && _probe - _at <= MixedReach)
        {
            if (_probe >= _text.Length)
            {
                OpenWord();
                return false;
            }

            _frame.TryTake(1);
            var b = _text[_probe];
            if (char.IsAsciiLetterOrDigit((char)b))
                _probed = Probe.Ascii;
            else if (b is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'@')
                _probe++;
            else if (b < 0x80)
                _probed = Probe.WordEnd;
            else
                ProbeNonAscii();
        }

        return _probed == Probe.Ascii && _probe - _at <= MixedReach;
    }

    private void ProbeNonAscii()
    {
        var status = Rune.DecodeFromUtf8(_text[_probe..], out var rune, out var length);
        if (status == OperationStatus.NeedMoreData)
            OpenWord();
        var value = status == OperationStatus.Done ? FoldTable.Lookup(rune.Value) : 0;
        // A full-width or mathematical letter beside a look-alike is as telling as an ASCII one.
        if (value is > 0x20 and < 0x7F)
            _probed = Probe.Ascii;
        else if (status != OperationStatus.Done || (value == 0 && !Rune.IsLetter(rune)))
            _probed = Probe.WordEnd;
        else
            _probe += length;
    }

    private readonly void OpenWord() => _frame.Open(_at - _wordStart <= 2 * MixedReach ? _wordStart : _at);

    private enum Probe
    {
        Nothing,
        Ascii,
        WordEnd,
    }
}
