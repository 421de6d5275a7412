using System.Globalization;

namespace Tandem.Management.ApiDescription;

/// <summary>What an operation is about, when its endpoint does not say: the first part of its address in words.</summary>
internal static class ApiTags
{
    internal static string Of(string path)
    {
        var words = path.Split('/', '?')[1].Replace('-', ' ');
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(words[0])}{words[1..]}");
    }
}
