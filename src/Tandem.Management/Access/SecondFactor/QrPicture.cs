using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>A QR code as the path of an SVG picture, which a page with a strict content security policy can show.</summary>
/// <param name="Size">Width and height in modules, the quiet zone included.</param>
/// <param name="Path">All dark modules, one unit each.</param>
internal sealed record QrPicture(int Size, string Path)
{
    internal static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x])
                    continue;
                var end = End(rows[y], x);
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{end - x}v1H{x}z");
                x = end;
            }
        }
        return new(rows.Count, path.ToString());
    }

    private static int End(BitArray row, int x)
    {
        while (x < row.Length && row[x])
            x++;
        return x;
    }
}
