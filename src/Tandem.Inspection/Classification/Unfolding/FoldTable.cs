using System.Security.Cryptography;
using System.Text;

namespace Tandem.Inspection.Classification.Unfolding;

/// <summary>What a code point outside ASCII stands for. The data is this repository's own, so that findings do not depend on the machine's ICU.</summary>
internal static partial class FoldTable
{
    internal const int Dropped = 2;
    internal const int DroppedAndReported = 3;
    internal const int SeveralMark = 4;
    internal const int LookalikeFlag = 0x80;

    // Hash of the data as it was reviewed: a changed table has to change this line too.
    private const string ExpectedHash = "724af1439e2148d98266ca540b7177728d04e7aea9fee7bb9356fc93f11a6d37";
    private static readonly byte[]?[] Pages = Build();
    private static readonly Dictionary<int, byte[]> SeveralBytes = Several().ToDictionary(s => s.CodePoint, s => Encoding.ASCII.GetBytes(s.Ascii));

    /// <summary>0 for a code point that stays, a mark, an ASCII character, or <see cref="LookalikeFlag"/> plus the character it looks like.</summary>
    internal static int Lookup(int codePoint)
    {
        var page = codePoint >> 8;
        return page < Pages.Length && Pages[page] is { } values ? values[codePoint & 0xFF] : 0;
    }

    /// <summary>The characters of a code point marked <see cref="SeveralMark"/>; never more bytes than its own UTF-8 form.</summary>
    internal static ReadOnlySpan<byte> SeveralOf(int codePoint) => SeveralBytes[codePoint];

    /// <summary>Checks the table that was loaded; called before the first scan.</summary>
    /// <exception cref="InvalidOperationException">The table is not the one that was reviewed.</exception>
    internal static void SelfTest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var page in Pages)
            hash.AppendData(page ?? []);
        foreach (var (codePoint, ascii) in Several())
            hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{codePoint}={ascii};")));
        var actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (actual != ExpectedHash)
            throw new InvalidOperationException($"the folding table has hash `{actual}` instead of `{ExpectedHash}`; run build/fold-table.py and review the difference");
    }

    private static byte[]?[] Build()
    {
        var pages = new byte[]?[0xE02];
        var ranges = Ranges;
        for (var i = 0; i < ranges.Length; i += 4)
        {
            for (var codePoint = ranges[i]; codePoint <= ranges[i + 1]; codePoint++)
                (pages[codePoint >> 8] ??= new byte[256])[codePoint & 0xFF] = (byte)(ranges[i + 2] + ((codePoint - ranges[i]) * ranges[i + 3]));
        }

        foreach (var (codePoint, _) in Several())
            (pages[codePoint >> 8] ??= new byte[256])[codePoint & 0xFF] = SeveralMark;
        return pages;
    }
}
