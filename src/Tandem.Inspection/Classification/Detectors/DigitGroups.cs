using System.Runtime.InteropServices;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>How the digits of a number are parted.</summary>
internal enum DigitForm
{
    /// <summary>The number goes on behind what was read.</summary>
    Broken,

    /// <summary>Not at all.</summary>
    Whole,

    /// <summary>Into groups of two to six by one sign that people use for it.</summary>
    Grouped,

    /// <summary>Into the groups that are printed on cards, by whatever signs.</summary>
    CardGroups,

    /// <summary>Into single digits by one sign.</summary>
    OneByOne,

    /// <summary>By a decimal point behind more digits than measured values have.</summary>
    LongDecimal,

    /// <summary>In some other way.</summary>
    Other,
}

/// <summary>Follows the groups of a number of at most 19 digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DigitGroups
{
    private const int LeastOfLongDecimal = 7;

    private int _count;
    private int _digits;
    private int _first;
    private int _last;
    private int _separator;
    private bool _isMixed;
    private bool _isRegular = true;
    private bool _isSingle = true;
    private bool _isCard = true;

    public DigitGroups()
    {
    }

    internal static bool IsSeparator(int c) => c is ' ' or '-' or '.' or '/' or '_' or ',';

    /// <summary>Ends a group.</summary>
    internal void Close(int digits)
    {
        // The group before was not the last one, so it has to be as wide as its place on a card asks for.
        _isCard &= _count switch
        {
            0 => true,
            1 => _first == 4,
            2 => _last is 4 or 6,
            _ => _last == 4,
        };
        _last = digits - _digits;
        _digits = digits;
        if (_count++ == 0)
            _first = _last;
        _isRegular &= _last is >= 2 and <= 6;
        _isSingle &= _last == 1;
    }

    internal void Separate(int c)
    {
        _isMixed |= _separator != 0 && c != _separator;
        _separator = c;
    }

    /// <summary>The form of the number if it ends here.</summary>
    /// <param name="goesOn">True when a separator and another digit follow.</param>
    /// <param name="next">What follows.</param>
    internal readonly DigitForm FormWhen(bool goesOn, int next)
    {
        if (_count == 1)
            return !goesOn || next is ' ' or '-' or '/' ? DigitForm.Whole : next == '_' ? DigitForm.Broken : DigitForm.LongDecimal;
        if (goesOn && next is '.' or ',' or '_')
            return DigitForm.Broken;
        if (_isRegular && !_isMixed && _separator is ' ' or '-')
            return DigitForm.Grouped;
        // Eight digits and eight digits have no place on a card; 4-4-4-4, 4-6-5 and 4-6-4 do.
        if (_isCard && _last <= 6 && _first == 4 && _separator != ',')
            return DigitForm.CardGroups;
        if (_isSingle && !_isMixed && !goesOn && _separator != ',')
            return DigitForm.OneByOne;
        if (_count == 2 && _separator is '.' or ',' && !goesOn && _first >= LeastOfLongDecimal)
            return DigitForm.LongDecimal;
        return DigitForm.Other;
    }
}
