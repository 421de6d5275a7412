using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>International bank account numbers: country, its length, and ISO 7064 mod 97-10 (ISO 13616-1).</summary>
internal sealed class IbanDetector() : Detector("iban", 1, "fin.iban", "confidential")
{
    // Lengths as in the IBAN registry.
    private const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 " +
        "HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 " +
        "RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private static readonly byte[] LengthByCountry = ReadLengths();

    internal override bool WantsDigits => true;

    internal override string Rule => Lengths;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Transfer to DE89 3704 0044 0532 0130 00 and reply", "DE89 3704 0044 0532 0130 00"),
        Finds("iban: gb82west12345698765432.", "gb82west12345698765432"),
        Finds("EE38-2200-2210-2014-5685", "EE38-2200-2210-2014-5685"),
        Ignores("Transfer to DE88 3704 0044 0532 0130 00"),
        Ignores("DE893704004405320130001"),
        Ignores("XX89 3704 0044 0532 0130 00"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var begin = start - 2;
        // A lone check digit at the end of what is there may get its second one.
        frame.DependsOn(begin, start + 2);
        if (end - start < 2 || begin < 0 || !frame.IsWordStart(begin))
            return;
        var length = LengthOf(frame.Text[begin], frame.Text[begin + 1]);
        if (length == 0)
            return;
        var remainder = 0;
        var count = 0;
        var at = begin;
        Span<byte> characters = stackalloc byte[40];
        while (count < length)
        {
            var c = frame.Peek(at, begin);
            if (c is ' ' or '-' && count >= 4 && ByteSet.Alphanumeric.Contains(frame.Peek(at + 1, begin)))
            {
                at++;
                continue;
            }

            if (!ByteSet.Alphanumeric.Contains(c))
                return;
            characters[count++] = (byte)c;
            at++;
        }

        frame.TryTake(2 * length);
        if (ByteSet.Alphanumeric.Contains(frame.Peek(at, begin)))
            return;
        // The country and check digits go to the end; letters count as 10 to 35.
        for (var i = 0; i < length; i++)
        {
            var c = characters[(i + 4) % length];
            var value = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
            remainder = ((remainder * (value > 9 ? 100 : 10)) + value) % 97;
        }

        if (remainder == 1)
            frame.Report(this, begin, at, 0.95);
    }

    private static int LengthOf(byte first, byte second)
    {
        var a = (first | 0x20) - 'a';
        var b = (second | 0x20) - 'a';
        return a is >= 0 and < 26 && b is >= 0 and < 26 ? LengthByCountry[(a * 26) + b] : 0;
    }

    private static byte[] ReadLengths()
    {
        var table = new byte[26 * 26];
        foreach (var entry in Lengths.Split(' '))
            table[((entry[0] - 'A') * 26) + entry[1] - 'A'] = byte.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);
        return table;
    }
}
