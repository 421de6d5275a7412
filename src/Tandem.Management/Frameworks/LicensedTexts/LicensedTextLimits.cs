namespace Tandem.Management.Frameworks.LicensedTexts;

internal static class LicensedTextLimits
{
    /// <summary>Characters of the wording of one requirement.</summary>
    internal const int Wording = 20_000;

    internal const int Licence = 300;

    /// <summary>Bytes of a file with many.</summary>
    internal const int File = 5 * 1024 * 1024;

    /// <summary>Rows of a file that are told to be wrong; the rest is counted.</summary>
    internal const int Problems = 50;
}
